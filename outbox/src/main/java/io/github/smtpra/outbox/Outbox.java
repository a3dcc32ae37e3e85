package io.github.smtpra.outbox;

import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.queue.MailQueue;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The durable queue of mail to be sent. One for each directory and JVM; safe for use by many threads.
 *
 * <p>Sending: {@link #stage} reads the content; {@link #submit} or a transaction's commit makes the mail due. Delivering:
 * {@link #claim} hands out what is due, {@link #openContent} reads it, {@link #record} notes how it ended.
 */
public interface Outbox extends AutoCloseable {
    /**
     * Reads {@code content} to its end, into memory or, above a bound, into a file. Line ends become CRLF, and
     * {@link Envelope#body()} becomes what the content needs. Nothing is durable yet.
     *
     * @throws OutboxException if the outbox can not store it
     * @throws IOException if {@code content} can not be read
     */
    StagedMail stage(Sending sending, InputStream content) throws IOException;

    /**
     * Stages a mail that no notification is awaited about.
     *
     * @throws IOException as {@link #stage(Sending, InputStream)}
     */
    default StagedMail stage(Envelope envelope, SendOptions options, InputStream content) throws IOException {
        return stage(new Sending(envelope, options), content);
    }

    /**
     * Stages a mail whose sender asks nothing of the outbox.
     *
     * @throws IOException as {@link #stage(Sending, InputStream)}
     */
    default StagedMail stage(Envelope envelope, InputStream content) throws IOException {
        return stage(envelope, SendOptions.NONE, content);
    }

    /** Forgets staged mails. Does nothing for one that is in the queue. */
    void discard(Collection<StagedMail> mails);

    /**
     * Puts {@code mails} into the queue, all or none, durable on return and due at once. Of mails with the same
     * idempotency key only the first is; the others are discarded.
     *
     * @return for each of them the id of the mail that is sent: its own, or that of the one with the same key
     * @throws OutboxException if they are not in the queue
     */
    List<MailId> submit(Collection<StagedMail> mails) throws OutboxException;

    /**
     * Takes {@code mail} out of the queue; nobody is told of it.
     *
     * @return false if it is too late: its delivery has begun, or it is gone
     */
    boolean cancel(MailId mail) throws OutboxException;

    /** A resource for the branches of distributed transactions. */
    BranchResource branchResource();

    /**
     * Takes up to {@code max} mails that are due now, each with all its recipients that are due: by priority, the highest
     * first, then by due time, the oldest first. None while the queue is paused.
     *
     * @throws OutboxException if the store fails
     */
    List<ClaimedMail> claim(int max) throws OutboxException;

    /**
     * Begins to deliver a claimed mail, or a {@linkplain ClaimedMail#withRecipients part} of it: from now on nobody takes it
     * back. Up to then operators and cancellations may, whatever the claim; who holds it learns it here. Asks no disk, and
     * may be repeated.
     *
     * @return false if it was taken back: then it is not in the caller's hand any more
     */
    boolean begin(ClaimedMail mail);

    /**
     * Sets who is told of {@linkplain ClaimedMail#claim claims} that were taken back before they had begun, so that they
     * need not be kept. Called without locks held, on any thread; must return at once. One listener: the last one set.
     */
    void onRecall(Consumer<Set<Long>> listener);

    /** Gives a claimed mail, or a {@linkplain ClaimedMail#withRecipients part} of it, back as it was, due at once. */
    void release(ClaimedMail mail) throws OutboxException;

    /**
     * The content of a claimed mail, lines ended by CRLF.
     *
     * @throws OutboxException if it can not be read
     */
    InputStream openContent(ClaimedMail mail) throws OutboxException;

    /**
     * Notes that the final dot is about to be sent for the recipients at {@code positions}. Survives a killed process:
     * claimed again, they are {@linkplain ClaimedRecipient#possibleDuplicate() possible duplicates}. Costs no flush.
     *
     * @throws OutboxException if the note can not be made; the dot must then not be sent
     */
    void finalDot(ClaimedMail mail, Collection<Integer> positions) throws OutboxException;

    /**
     * Records how the attempt ended, and puts {@code reports} into the queue, in one durable step; then the mail, or the
     * {@linkplain ClaimedMail#withRecipients part} of it, is no longer claimed. Parts end independently, and nobody can claim
     * the mail until the last one has. A mail whose recipients are all final leaves the queue with its content. Recipients of the mail
     * that {@code outcomes} does not name stay due.
     *
     * @throws OutboxException if nothing was recorded; the mail stays claimed
     */
    void record(ClaimedMail mail, List<RecipientOutcome> outcomes, Collection<StagedMail> reports)
            throws OutboxException;

    /** When the next unclaimed recipient is due, possibly in the past; empty if nothing waits. */
    Optional<Instant> nextDue() throws OutboxException;

    /**
     * Sets who is told that mail has become due at once, by a submit or a commit. Called without locks held, on any
     * thread; must return at once. One listener: the last one set.
     */
    void onDue(Runnable listener);

    /** The reports that are owed to the application. */
    OwedReports reports();

    /** The queue as operators see it. */
    MailQueue queue();

    /** Gives this user's hold on the outbox back; the last one closes the store. A second call does nothing. */
    @Override
    void close();
}
