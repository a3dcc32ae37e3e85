package io.github.smtpra.api.queue;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.ReversePath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mail in the queue, as it was when it was looked at.
 *
 * @param id the mail
 * @param sender who is told of failures
 * @param size octets of its content
 * @param sentAt when it was handed to the outbox
 * @param state what it waits for
 * @param due when it is tried next; empty if it is not due to be tried
 * @param route the road that it takes; empty for the default
 * @param recipients those that are not delivered and not given up
 */
public record QueuedMail(
        MailId id,
        ReversePath sender,
        long size,
        Instant sentAt,
        State state,
        Optional<Instant> due,
        String route,
        List<QueuedRecipient> recipients) {
    /** What a mail waits for. */
    public enum State {
        /** For the time of its next attempt, or for a free session. */
        WAITING,
        /** For the end of an attempt that is under way. */
        IN_HAND,
        /** For an operator. */
        HELD,
        /** For its transaction, which is prepared and not decided. */
        IN_DOUBT
    }

    /** Copies the list. */
    public QueuedMail {
        recipients = List.copyOf(recipients);
    }
}
