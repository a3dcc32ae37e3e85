package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.OutboxException;
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
    /** Adds mails that are due at {@code due}. */
    void add(List<NewMail> mails, Instant due) throws OutboxException;

    /** Adds mails that are due once {@code branch} is committed. */
    void prepare(BranchId branch, List<NewMail> mails) throws OutboxException;

    /** Makes the mails of {@code branch} due at {@code due} and forgets it; false if it is not prepared. */
    boolean commit(BranchId branch, Instant due) throws OutboxException;

    /** Removes {@code branch} and its mails, and returns these; empty if it is not prepared. */
    Optional<List<MailId>> rollback(BranchId branch) throws OutboxException;

    /** All branches that are prepared. */
    List<BranchId> prepared() throws OutboxException;

    /** Whether {@code mail} is in the queue or in a prepared branch. */
    boolean contains(MailId mail) throws OutboxException;

    /**
     * Up to {@code max} mails that are due at {@code now} and not among {@code except}, oldest due first, each with its
     * recipients that are due.
     */
    List<ClaimedMail> due(Instant now, int max, Set<MailId> except) throws OutboxException;

    /** When the first mail not among {@code except} is due. */
    Optional<Instant> nextDue(Set<MailId> except) throws OutboxException;

    /** Where the content of {@code mail} is, or empty if there is no such mail. */
    Optional<MailContent> content(MailId mail) throws OutboxException;

    /** Notes that the recipients at {@code positions} may have the mail. Survives a killed process only. */
    void markFinalDot(MailId mail, Collection<Integer> positions) throws OutboxException;

    /**
     * Notes outcomes at {@code now} and adds {@code reports}, due at once; removes the mail if no recipient is left.
     *
     * @return whether the mail is gone
     */
    boolean record(MailId mail, List<RecipientOutcome> outcomes, List<NewMail> reports, Instant now)
            throws OutboxException;

    /** Ends it, once what is under way has ended. A second call does nothing. */
    @Override
    void close();
}
