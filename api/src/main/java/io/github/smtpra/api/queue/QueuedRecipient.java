package io.github.smtpra.api.queue;

import io.github.smtpra.api.smtp.Mailbox;

/**
 * A recipient that a mail in the queue is still to reach.
 *
 * @param mailbox who
 * @param state what it waits for
 * @param attempts how many attempts have ended
 * @param possibleDuplicate whether it may have the mail already: its final dot was sent, and no reply to that is known
 * @param lastAttempt how the last attempt ended, in words; empty if there was none
 */
public record QueuedRecipient(
        Mailbox mailbox, State state, int attempts, boolean possibleDuplicate, String lastAttempt) {
    /** What a recipient waits for. */
    public enum State {
        /** To be tried, or tried again. */
        DUE,
        /** An operator's word: the mail may have arrived, and its sender did not want it twice. */
        UNCERTAIN
    }
}
