package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.outbox.Diagnosis;

/**
 * A recipient that a mail will not reach.
 *
 * @param recipient who
 * @param diagnosis why
 */
public record Failure(Mailbox recipient, Diagnosis diagnosis) {}
