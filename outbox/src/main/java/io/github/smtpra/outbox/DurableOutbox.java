package io.github.smtpra.outbox;

import io.github.smtpra.api.queue.MailQueue;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.branch.Branches;
import io.github.smtpra.outbox.content.ContentFiles;
import io.github.smtpra.outbox.content.Staged;
import io.github.smtpra.outbox.content.Staging;
import io.github.smtpra.outbox.directory.DirectoryLock;
import io.github.smtpra.outbox.store.DueSignal;
import io.github.smtpra.outbox.store.InHand;
import io.github.smtpra.outbox.store.Intake;
import io.github.smtpra.outbox.store.OutboxStore;
import io.github.smtpra.outbox.store.Parcel;
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
import java.util.Set;
import java.util.function.Consumer;

/**
 * The outbox of one directory, open from {@link #open} to {@link #close}. Safe for use by many threads.
 */
final class DurableOutbox implements Outbox {
    private final DirectoryLock lock;
    private final OutboxStore store;
    private final Staging staging;
    private final DueSignal due;
    private final Intake intake;
    private final Branches branches;
    private final InHand inHand;
    private final Doubts doubts;
    private final Contents contents;
    private final Happened happened;
    private final OperatorDesk desk;

    /** What an outbox stands on. */
    private record Ground(DirectoryLock lock, OutboxStore store, ContentFiles files, DueSignal due) {}

    private DurableOutbox(Ground ground, Clock clock) throws OutboxException {
        lock = ground.lock();
        store = ground.store();
        due = ground.due();
        ContentFiles files = ground.files();
        staging = new Staging(files, clock);
        inHand = new InHand(store, clock);
        intake = new Intake(store, inHand, files, clock, due);
        doubts = new Doubts(intake, inHand);
        contents = new Contents(store, files);
        happened = new Happened(clock);
        desk = new OperatorDesk(
                new OperatorDesk.Parts(store.operator(), inHand, intake, contents, due, happened, store.reports()),
                clock);
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
        DueSignal due = new DueSignal();
        OutboxStore store = surroundings.openStore(directory, files, due);
        try {
            files.deleteOrphans(mail -> surroundings.isNeeded(store, mail));
            return new DurableOutbox(new Ground(lock, store, files, due), clock);
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
    public StagedMail stage(Sending sending, InputStream content) throws IOException {
        return staging.stage(sending, content);
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
    public List<MailId> submit(Collection<StagedMail> mails) throws OutboxException {
        return withTaken(mails, taken -> intake.add(new Parcel(taken, List.of())));
    }

    @Override
    public boolean cancel(MailId mail) throws OutboxException {
        if (!inHand.take(mail)) {
            return false;
        }
        try {
            intake.add(new Parcel(List.of(), List.of(mail)));
            return true;
        } catch (OutboxException e) {
            intake.giveBack(List.of(mail));
            throw e;
        }
    }

    /** What is done with mails that are taken. */
    private interface Step<T> {
        T run(List<Staged> mails) throws OutboxException;
    }

    /** Runs {@code step}; if it fails, the mails are staged as before. */
    private static <T> T withTaken(Collection<StagedMail> mails, Step<T> step) throws OutboxException {
        List<Staged> taken = new ArrayList<>(mails.size());
        try {
            for (StagedMail mail : mails) {
                taken.add(taken(mail));
            }
            return step.run(List.copyOf(taken));
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
        return doubts.settled(inHand.claim(max));
    }

    @Override
    public boolean begin(ClaimedMail mail) {
        return inHand.begin(mail);
    }

    @Override
    public void onRecall(Consumer<Set<Long>> listener) {
        inHand.onRecall(listener);
    }

    @Override
    public void release(ClaimedMail mail) throws OutboxException {
        inHand.require(mail);
        inHand.end(mail);
    }

    @Override
    public InputStream openContent(ClaimedMail mail) throws OutboxException {
        inHand.require(mail);
        return contents.open(mail.id())
                .orElseThrow(() -> new OutboxException("The outbox has no content of mail " + mail.id()));
    }

    @Override
    public void finalDot(ClaimedMail mail, Collection<Integer> positions) throws OutboxException {
        inHand.require(mail);
        store.markFinalDot(mail.id(), List.copyOf(positions));
    }

    @Override
    public void record(ClaimedMail mail, List<RecipientOutcome> outcomes, Collection<StagedMail> reports)
            throws OutboxException {
        inHand.require(mail);
        withTaken(reports, taken -> {
            intake.record(mail, Doubts.remembered(mail, outcomes), taken);
            return true;
        });
        happened.ended(mail, outcomes);
    }

    @Override
    public Optional<Instant> nextDue() throws OutboxException {
        return inHand.nextDue();
    }

    @Override
    public void onDue(Runnable listener) {
        due.listener(listener);
    }

    @Override
    public OwedReports reports() {
        return store.reports();
    }

    @Override
    public MailQueue queue() {
        return desk;
    }

    @Override
    public void close() {
        store.close();
        unlock(lock);
    }
}
