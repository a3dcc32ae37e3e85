package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.OwedReports;
import io.github.smtpra.outbox.RecipientOutcome;
import io.github.smtpra.outbox.content.MailContent;
import io.github.smtpra.outbox.content.NewMail;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the outbox asks of its store. Each call is one step, done whole or not at all; all but {@link #markFinalDot}
 * survive a power failure once they have returned. Safe for use by many threads; a call waits for the disk, and an
 * interrupt does not end the wait. Whoever throws {@link OutboxException} has changed nothing, but see
 * {@link UncertainCommitException}. Files named by a mail are published before the call.
 */
public interface OutboxStore extends AutoCloseable {
    /**
     * Adds mails that are due at {@code now}, or when they are held until, and removes those that are cancelled. A mail
     * whose idempotency key was used before is not added.
     *
     * @return for each mail to be added the id of the mail that is sent: its own, or that of the one before
     */
    List<MailId> add(Changes changes, Instant now) throws OutboxException;

    /**
     * Does the same once {@code branch} is committed. Refuses if an idempotency key was used before, or a mail to be
     * cancelled is gone.
     */
    void prepare(BranchId branch, Changes changes, Instant now) throws OutboxException;

    /**
     * Makes the mails of {@code branch} due at {@code now} and forgets it.
     *
     * @return the mails that it has cancelled; empty if it is not prepared
     */
    Optional<List<MailId>> commit(BranchId branch, Instant now) throws OutboxException;

    /** Removes {@code branch} and its mails, and returns these; empty if it is not prepared. */
    Optional<List<MailId>> rollback(BranchId branch) throws OutboxException;

    /** All branches that are prepared and that this node is to decide about. */
    List<BranchId> prepared() throws OutboxException;

    /** The mail that was sent with {@code key}, if that is remembered. */
    Optional<KeyUse> keyUse(String key, Instant now) throws OutboxException;

    /** Whether {@code mail} is in the queue or in a prepared branch. */
    boolean contains(MailId mail) throws OutboxException;

    /**
     * Takes in hand up to {@code max} mails that are due at {@code now} and not among {@code except}: by priority, the
     * highest first, then by due time, the oldest first; each with its recipients that are due.
     *
     * @param except what the caller has in hand
     */
    List<ClaimedMail> claim(Instant now, int max, Set<MailId> except) throws OutboxException;

    /** Takes {@code mail} in hand, due or not; false if it is gone, in doubt, or in another's hand. */
    boolean take(MailId mail, Instant now) throws OutboxException;

    /** Lets go of a mail that the caller has in hand. */
    void giveBack(MailId mail) throws OutboxException;

    /** When the first mail not among {@code except} is due. */
    Optional<Instant> nextDue(Set<MailId> except) throws OutboxException;

    /** When the mail that was sent last was sent; empty if there is none. */
    Optional<Instant> newest() throws OutboxException;

    /** The clock was set back from {@code before} to {@code now}: what was due by it is due. */
    void clockSetBack(Instant before, Instant now) throws OutboxException;

    /** Where the content of {@code mail} is, or empty if there is no such mail. */
    Optional<MailContent> content(MailId mail) throws OutboxException;

    /** Notes that the recipients at {@code positions} may have the mail. Survives a killed process only. */
    void markFinalDot(MailId mail, Collection<Integer> positions) throws OutboxException;

    /**
     * Notes outcomes at {@code now} and adds {@code reports}, due at once; removes the mail if no recipient is left. Otherwise
     * it stays in the caller's hand.
     *
     * @return whether the mail is gone
     * @throws ClaimLostException if another server has it in hand by now
     */
    boolean record(MailId mail, List<RecipientOutcome> outcomes, List<NewMail> reports, Instant now)
            throws OutboxException;

    /** The reports that are owed to the application. */
    OwedReports reports();

    /** The same store as operators see it. */
    OperatorStore operator();

    /** Ends it, once what is under way has ended. A second call does nothing. */
    @Override
    void close();
}
