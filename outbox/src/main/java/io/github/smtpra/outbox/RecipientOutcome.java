package io.github.smtpra.outbox;

import io.github.smtpra.api.smtp.Recipient;

/**
 * The outcome of an attempt for one of the recipients of a claimed mail.
 *
 * @param position the recipient's {@link ClaimedRecipient#position()}
 * @param recipient who
 * @param outcome how it ended
 */
public record RecipientOutcome(int position, Recipient recipient, Outcome outcome) {}
