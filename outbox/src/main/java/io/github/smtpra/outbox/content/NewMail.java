package io.github.smtpra.outbox.content;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import java.time.Instant;

/**
 * A mail as the store is to keep it.
 *
 * @param id the mail
 * @param envelope with at least one recipient
 * @param size octets of the content
 * @param sentAt when it was handed to the outbox
 * @param content where the content is
 */
public record NewMail(MailId id, Envelope envelope, long size, Instant sentAt, MailContent content) {}
