package io.github.smtpra.api.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The figures of a queue.
 *
 * @param mails how many mails wait for what
 * @param oldest when the oldest of all was handed over
 * @param since what has become of recipients since the outbox was opened
 */
public record QueueStatistics(Mails mails, Optional<Instant> oldest, Since since) {
    /**
     * How many mails wait for what.
     *
     * @param queued all
     * @param due those whose time has come, those in hand not among them; also those that wait for a session
     * @param inHand those that sessions have begun with; of a shared outbox, of this server
     * @param held those that wait for an operator
     * @param inDoubt those whose transaction is prepared and not decided
     */
    public record Mails(long queued, long due, long inHand, long held, long inDoubt) {}

    /**
     * What has happened since the outbox was opened, by this server.
     *
     * @param outcomes attempts by how they ended
     * @param durations how long final recipients took
     */
    public record Since(Outcomes outcomes, Durations durations) {}

    /**
     * Attempts by how they ended, counted by recipient.
     *
     * @param delivered taken by a peer
     * @param deferred to be tried again
     * @param failed given up or refused
     * @param uncertain the reply to the final dot was lost
     */
    public record Outcomes(long delivered, long deferred, long failed, long uncertain) {}

    /**
     * How long it took from when a mail was handed over until a recipient was delivered or given up.
     *
     * @param count how many recipients
     * @param mean the mean; zero for none
     * @param longest the longest
     */
    public record Durations(long count, Duration mean, Duration longest) {}
}
