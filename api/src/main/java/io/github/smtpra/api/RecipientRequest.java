package io.github.smtpra.api;

import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReversePath;

/**
 * The question of a {@code RCPT} command (RFC 5321 §4.1.1.3).
 *
 * @param recipient who shall get the mail
 * @param reversePath who would be told of failures
 * @param session who asks
 */
public record RecipientRequest(Recipient recipient, ReversePath reversePath, SmtpSession session) {}
