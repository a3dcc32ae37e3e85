package io.github.smtpra.outbox;

import io.github.smtpra.api.smtp.Recipient;

/**
 * A recipient of a claimed mail that is due.
 *
 * @param position the place in the envelope that the mail was sent with, from 0
 * @param recipient who, and what the sender wants to be told
 * @param attempts how many attempts ended before this one
 * @param possibleDuplicate whether an earlier attempt may have reached the recipient: its final dot was sent, and its
 *     reply was lost or, the process having been killed, not recorded
 */
public record ClaimedRecipient(int position, Recipient recipient, int attempts, boolean possibleDuplicate) {}
