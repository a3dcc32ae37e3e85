package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.RecipientOutcome;
import io.github.smtpra.outbox.content.ContentFiles;
import io.github.smtpra.outbox.content.NewMail;
import io.github.smtpra.outbox.content.Staged;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The way of mail into the store and out of it, files and rows in the right order: a file is durable before the row that
 * names it, and deleted after it. Works on mails that the caller has {@linkplain Staged#take taken}, and leaves them
 * with the caller when it fails. Safe for use by many threads, without locks.
 */
public final class Intake {
    private static final Logger LOG = System.getLogger(Intake.class.getName());

    private final OutboxStore store;
    private final InHand inHand;
    private final ContentFiles files;
    private final Clock clock;
    private final DueSignal due;

    /** The way into {@code store} and {@code files}. */
    public Intake(OutboxStore store, InHand inHand, ContentFiles files, Clock clock, DueSignal due) {
        this.store = store;
        this.inHand = inHand;
        this.files = files;
        this.clock = clock;
        this.due = due;
    }

    /**
     * Puts the mails of {@code parcel} into the queue, due at once, and takes out those that it cancels. A mail whose
     * idempotency key was used before is dropped.
     *
     * @return for each of the mails the id of the one that is sent
     */
    public List<MailId> add(Parcel parcel) throws OutboxException {
        if (parcel.isEmpty()) {
            return List.of();
        }
        publish(parcel.mails());
        List<MailId> sent = store.add(parcel.changes(), now());
        for (int i = 0; i < sent.size(); i++) {
            Staged mail = parcel.mails().get(i);
            if (sent.get(i).equals(mail.id())) {
                mail.keep();
            } else {
                mail.drop();
            }
        }
        parcel.cancelled().forEach(this::gone);
        due.fire();
        return sent;
    }

    private void gone(MailId mail) {
        files.delete(mail);
        inHand.forget(mail);
    }

    /** Makes {@code parcel} part of {@code branch}. */
    public void prepare(BranchId branch, Parcel parcel) throws OutboxException {
        publish(parcel.mails());
        store.prepare(branch, parcel.changes(), clock.instant());
        parcel.mails().forEach(Staged::keep);
        // Nobody gets them before the branch has ended: the store knows.
        parcel.cancelled().forEach(inHand::forget);
    }

    /** Makes the mails of {@code branch} due at once; false if it is not prepared. */
    public boolean commit(BranchId branch) throws OutboxException {
        Optional<List<MailId>> cancelled = store.commit(branch, now());
        cancelled.orElse(List.of()).forEach(files::delete);
        if (cancelled.isPresent()) {
            due.fire();
        }
        return cancelled.isPresent();
    }

    /** Removes the mails of {@code branch}; false if it is not prepared. */
    public boolean rollback(BranchId branch) throws OutboxException {
        Optional<List<MailId>> mails = store.rollback(branch);
        mails.orElse(List.of()).forEach(files::delete);
        if (mails.isPresent()) {
            // What it would have cancelled goes on.
            due.fire();
        }
        return mails.isPresent();
    }

    /** The mail that was sent with {@code key}, if that is remembered. */
    public Optional<KeyUse> keyUse(String key) throws OutboxException {
        return store.keyUse(key, clock.instant());
    }

    /** Takes {@code mail} in hand, to be cancelled; false if it is too late for that. */
    public boolean takeToCancel(MailId mail) throws OutboxException {
        return inHand.take(mail);
    }

    /** Lets mails go on that would have been cancelled. */
    public void giveBack(List<MailId> mails) {
        for (MailId mail : mails) {
            try {
                inHand.giveBack(mail);
            } catch (OutboxException e) {
                LOG.log(Level.WARNING, "Mail {0} goes on later: {1}", mail, e.getMessage());
            }
        }
        if (!mails.isEmpty()) {
            due.fire();
        }
    }

    /** All branches that are prepared, as the disk has them. */
    public List<BranchId> prepared() throws OutboxException {
        return store.prepared();
    }

    /** Notes outcomes of {@code mail}, which is in hand, and puts {@code reports} into the queue, due at once. */
    public void record(MailId mail, List<RecipientOutcome> outcomes, List<Staged> reports) throws OutboxException {
        publish(reports);
        List<NewMail> added = reports.stream().map(Staged::mail).toList();
        boolean gone;
        try {
            gone = store.record(mail, outcomes, added, now());
        } catch (ClaimLostException e) {
            // Trying again would not help: who has it now records how it ends there.
            LOG.log(Level.WARNING, "Mail {0} was taken over by another server; how it ended here is lost", mail);
            reports.forEach(Staged::drop);
            inHand.forget(mail);
            return;
        }
        reports.forEach(Staged::keep);
        if (gone) {
            files.delete(mail);
        }
        inHand.forget(mail);
        if (!reports.isEmpty()) {
            due.fire();
        }
    }

    /** The time by which mail becomes due. */
    private Instant now() {
        Instant now = clock.instant();
        inHand.dueAt(now);
        return now;
    }

    private static void publish(List<Staged> mails) throws OutboxException {
        for (Staged mail : mails) {
            mail.publish();
        }
    }
}
