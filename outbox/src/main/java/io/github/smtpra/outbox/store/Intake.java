package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.RecipientOutcome;
import io.github.smtpra.outbox.content.ContentFiles;
import io.github.smtpra.outbox.content.NewMail;
import io.github.smtpra.outbox.content.Staged;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The way of mail into the store and out of it, files and rows in the right order: a file is durable before the row that
 * names it, and deleted after it. Works on mails that the caller has {@linkplain Staged#take taken}, and leaves them
 * with the caller when it fails. Safe for use by many threads, without locks.
 */
public final class Intake {
    private final OutboxStore store;
    private final ContentFiles files;
    private final Clock clock;
    private final DueSignal due;

    /** The way into {@code store} and {@code files}. */
    public Intake(OutboxStore store, ContentFiles files, Clock clock, DueSignal due) {
        this.store = store;
        this.files = files;
        this.clock = clock;
        this.due = due;
    }

    /** Puts {@code mails} into the queue, due at once. */
    public void add(List<Staged> mails) throws OutboxException {
        if (mails.isEmpty()) {
            return;
        }
        store.add(published(mails), clock.instant());
        mails.forEach(Staged::keep);
        due.fire();
    }

    /** Makes {@code mails}, at least one, part of {@code branch}. */
    public void prepare(BranchId branch, List<Staged> mails) throws OutboxException {
        store.prepare(branch, published(mails));
        mails.forEach(Staged::keep);
    }

    /** Makes the mails of {@code branch} due at once; false if it is not prepared. */
    public boolean commit(BranchId branch) throws OutboxException {
        boolean known = store.commit(branch, clock.instant());
        if (known) {
            due.fire();
        }
        return known;
    }

    /** Removes the mails of {@code branch}; false if it is not prepared. */
    public boolean rollback(BranchId branch) throws OutboxException {
        Optional<List<MailId>> mails = store.rollback(branch);
        mails.orElse(List.of()).forEach(files::delete);
        return mails.isPresent();
    }

    /** All branches that are prepared, as the disk has them. */
    public List<BranchId> prepared() throws OutboxException {
        return store.prepared();
    }

    /** Notes outcomes of {@code mail} and puts {@code reports} into the queue, due at once. */
    public void record(MailId mail, List<RecipientOutcome> outcomes, List<Staged> reports) throws OutboxException {
        boolean gone = store.record(mail, outcomes, published(reports), clock.instant());
        reports.forEach(Staged::keep);
        if (gone) {
            files.delete(mail);
        }
        if (!reports.isEmpty()) {
            due.fire();
        }
    }

    private static List<NewMail> published(List<Staged> mails) throws OutboxException {
        for (Staged mail : mails) {
            mail.publish();
        }
        return mails.stream().map(Staged::mail).toList();
    }
}
