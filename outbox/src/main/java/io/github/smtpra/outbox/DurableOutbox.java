package io.github.smtpra.outbox;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.outbox.branch.Branches;
import io.github.smtpra.outbox.content.ContentFiles;
import io.github.smtpra.outbox.content.MailContent;
import io.github.smtpra.outbox.content.Staged;
import io.github.smtpra.outbox.content.Staging;
import io.github.smtpra.outbox.directory.DirectoryLock;
import io.github.smtpra.outbox.store.DueSignal;
import io.github.smtpra.outbox.store.Intake;
import io.github.smtpra.outbox.store.OutboxStore;
import io.github.smtpra.outbox.store.SqliteStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The outbox of one directory, open from {@link #open} to {@link #close}. Safe for use by many threads.
 *
 * <p>One lock, {@link #claiming}, makes claims follow each other; it is held while the store is asked what is due. That is
 * the exception from "no disk work under a lock": nobody but other claims waits for it.
 */
final class DurableOutbox implements Outbox {
    private final DirectoryLock lock;
    private final OutboxStore store;
    private final ContentFiles files;
    private final Clock clock;
    private final Staging staging;
    private final DueSignal due = new DueSignal();
    private final Intake intake;
    private final Branches branches;
    private final Claims claims = new Claims();
    private final ReentrantLock claiming = new ReentrantLock();

    private DurableOutbox(DirectoryLock lock, OutboxStore store, ContentFiles files, Clock clock)
            throws OutboxException {
        this.lock = lock;
        this.store = store;
        this.files = files;
        this.clock = clock;
        staging = new Staging(files, clock);
        intake = new Intake(store, files, clock, due);
        branches = Branches.of(intake);
    }

    /** Opens the outbox in {@code directory}, a real path, and recovers it. */
    static DurableOutbox open(Path directory, Clock clock, Surroundings surroundings) throws OutboxException {
        DirectoryLock lock = lock(directory);
        try {
            return openLocked(lock, directory, clock, surroundings);
        } catch (OutboxException e) {
            unlock(lock);
            throw unopened(directory, e);
        } catch (RuntimeException | Error e) {
            unlock(lock);
            throw e;
        }
    }

    private static DurableOutbox openLocked(DirectoryLock lock, Path directory, Clock clock, Surroundings surroundings)
            throws OutboxException {
        ContentFiles files = ContentFiles.in(directory.resolve("content"), surroundings.disk());
        OutboxStore store = SqliteStore.open(directory, files, surroundings.checkpoint());
        try {
            files.deleteOrphans(store::contains);
            return new DurableOutbox(lock, store, files, clock);
        } catch (OutboxException | RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    private static DirectoryLock lock(Path directory) throws OutboxException {
        try {
            return DirectoryLock.take(directory.resolve("lock"));
        } catch (IOException e) {
            throw unopened(directory, e);
        }
    }

    private static OutboxException unopened(Path directory, IOException cause) {
        return new OutboxException("The outbox in " + directory + " can not be opened: " + cause.getMessage(), cause);
    }

    private static void unlock(DirectoryLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            System.getLogger(DurableOutbox.class.getName()).log(Level.WARNING, "The lock was not given back", e);
        }
    }

    @Override
    public StagedMail stage(Envelope envelope, InputStream content) throws IOException {
        return staging.stage(envelope, content);
    }

    @Override
    public void discard(Collection<StagedMail> mails) {
        for (StagedMail mail : mails) {
            if (mail instanceof Staged staged) {
                staged.discard();
            }
        }
    }

    @Override
    public void submit(Collection<StagedMail> mails) throws OutboxException {
        withTaken(mails, intake::add);
    }

    /** What is done with mails that are taken. */
    private interface Step {
        void run(List<Staged> mails) throws OutboxException;
    }

    /** Runs {@code step}; if it fails, the mails are staged as before. */
    private static void withTaken(Collection<StagedMail> mails, Step step) throws OutboxException {
        List<Staged> taken = new ArrayList<>(mails.size());
        try {
            for (StagedMail mail : mails) {
                taken.add(taken(mail));
            }
            step.run(List.copyOf(taken));
        } catch (OutboxException | RuntimeException | Error e) {
            taken.forEach(Staged::giveBack);
            throw e;
        }
    }

    private static Staged taken(StagedMail mail) throws OutboxException {
        if (!(mail instanceof Staged staged)) {
            throw new OutboxException("Mail " + mail.id() + " was not staged here");
        }
        staged.take();
        return staged;
    }

    @Override
    public BranchResource branchResource() {
        return branches.resource();
    }

    @Override
    public List<ClaimedMail> claim(int max) throws OutboxException {
        claiming.lock();
        try {
            List<ClaimedMail> mails = store.due(clock.instant(), max, claims.snapshot());
            claims.add(mails);
            return mails;
        } finally {
            claiming.unlock();
        }
    }

    @Override
    public void release(ClaimedMail mail) throws OutboxException {
        claims.require(mail);
        claims.remove(mail);
    }

    @Override
    public InputStream openContent(ClaimedMail mail) throws OutboxException {
        claims.require(mail);
        MailContent content = store.content(mail.id())
                .orElseThrow(() -> new OutboxException("The outbox has no content of mail " + mail.id()));
        if (content instanceof MailContent.InRow row) {
            return new ByteArrayInputStream(row.octets());
        }
        try {
            return files.open(mail.id());
        } catch (IOException e) {
            throw new OutboxException("The content of mail " + mail.id() + " can not be read: " + e, e);
        }
    }

    @Override
    public void finalDot(ClaimedMail mail, Collection<Integer> positions) throws OutboxException {
        claims.require(mail);
        store.markFinalDot(mail.id(), List.copyOf(positions));
    }

    @Override
    public void record(ClaimedMail mail, List<RecipientOutcome> outcomes, Collection<StagedMail> reports)
            throws OutboxException {
        claims.require(mail);
        withTaken(reports, taken -> intake.record(mail.id(), List.copyOf(outcomes), taken));
        claims.remove(mail);
    }

    @Override
    public Optional<Instant> nextDue() throws OutboxException {
        return store.nextDue(claims.snapshot());
    }

    @Override
    public void onDue(Runnable listener) {
        due.listener(listener);
    }

    @Override
    public void close() {
        store.close();
        unlock(lock);
    }
}
