package io.github.smtpra.outbox;

import io.github.smtpra.api.queue.ReportStatistics;
import io.github.smtpra.api.report.DeliveryReport;
import io.github.smtpra.api.report.RecipientReport;
import io.github.smtpra.api.report.SentMail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The delivery reports that are owed to the application: written in the same step as the outcome that they tell, and kept
 * until somebody who was told has kept it. A claim is a lease: what is not ended by its time comes again. Safe for use by
 * many threads.
 */
public interface OwedReports {
    /**
     * Takes up to {@code max} reports that are due at {@code now}, the oldest first. Durable on return: whoever gets one
     * later sees that it was taken before.
     *
     * @param lease how long until they are due again, should nothing more be heard of them; where several servers share
     *     the outbox, by its own clock and not by theirs
     */
    List<DeliveryReport> claim(int max, Instant now, Duration lease) throws OutboxException;

    /** It was told, and that is kept: it is gone. */
    void told(DeliveryReport report) throws OutboxException;

    /** It was told in vain, and is due again at {@code at}. */
    void again(DeliveryReport report, Instant at) throws OutboxException;

    /** It was told to nobody: it is due again at {@code at}, as if it had not been taken. */
    void untold(DeliveryReport report, Instant at) throws OutboxException;

    /** Somebody new listens: what waits, for whatever reason, is due at {@code now}. */
    void somebodyListens(Instant now) throws OutboxException;

    /** When the next report is due, by the clock that says {@code now}; empty if there is none. */
    Optional<Instant> nextDue(Instant now) throws OutboxException;

    /**
     * Drops reports that were made before {@code since}, and the oldest of those that are more than {@code most}; a
     * thousand at a time.
     *
     * @return what was dropped
     */
    List<Dropped> drop(Instant since, long most) throws OutboxException;

    /** A report that was dropped, after that many calls in vain. */
    record Dropped(String report, String mail, int calls) {}

    /** The mail that was sent with {@code token}, if its notifications are still awaited. */
    Optional<SentMail> awaited(String token, Instant now) throws OutboxException;

    /**
     * Owes a report that a notification brings on the mail that was sent with {@code token}, as far as its sender wants to
     * be told. Durable on return.
     *
     * @return whether a report is owed
     */
    boolean owe(String token, List<RecipientReport> recipients, Instant now) throws OutboxException;

    /** Sets who is told that a report has become due. Called on any thread; must return at once. The last one counts. */
    void onDue(Runnable listener);

    /** How many there are. */
    ReportStatistics statistics() throws OutboxException;
}
