package io.github.smtpra.benchmarks.senders;

import io.github.smtpra.api.queue.MailQueue;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.benchmarks.comparison.TemporaryDirectory;
import io.github.smtpra.outbox.BranchResource;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.OwedReports;
import io.github.smtpra.outbox.RecipientOutcome;
import io.github.smtpra.outbox.Sending;
import io.github.smtpra.outbox.StagedMail;
import io.github.smtpra.outbox.content.ContentDisk;
import io.github.smtpra.outbox.content.ContentFiles;
import io.github.smtpra.outbox.content.MailContent.InRow;
import io.github.smtpra.outbox.content.Staged;
import io.github.smtpra.outbox.content.Staging;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** An outbox that keeps small mails in memory, and forgets those that have ended, however. Safe for use by many threads. */
final class MemoryOutbox implements Outbox {
    private static final int ROOM = 1000;

    private final TemporaryDirectory directory = TemporaryDirectory.make();
    private final Staging staging =
            new Staging(ContentFiles.in(directory.path(), ContentDisk.LOCAL), Clock.systemUTC());
    private final Queue<Staged> waiting = new ConcurrentLinkedQueue<>();
    private final Map<MailId, Staged> inHand = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(ROOM);
    private final CountDownLatch left;
    private volatile Runnable listener = () -> {};

    /** An outbox for so many mails. */
    MemoryOutbox(int count) throws IOException {
        left = new CountDownLatch(count);
    }

    /** Waits until all have ended. */
    void awaitAll() throws InterruptedException {
        left.await();
    }

    /** Waits while many mails are under way that came by here. */
    void awaitRoom() throws InterruptedException {
        room.acquire();
    }

    @Override
    public StagedMail stage(Sending sending, InputStream content) throws IOException {
        return staging.stage(sending, content);
    }

    @Override
    public void discard(Collection<StagedMail> mails) {
        // What nobody holds is gone.
    }

    @Override
    public List<MailId> submit(Collection<StagedMail> mails) {
        mails.forEach(mail -> waiting.add((Staged) mail));
        listener.run();
        return mails.stream().map(StagedMail::id).toList();
    }

    @Override
    public boolean cancel(MailId mail) {
        return false;
    }

    @Override
    public OwedReports reports() {
        throw new UnsupportedOperationException("nobody wants any");
    }

    @Override
    public BranchResource branchResource() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ClaimedMail> claim(int max) {
        List<ClaimedMail> claimed = new ArrayList<>();
        while (claimed.size() < max && !waiting.isEmpty()) {
            Staged mail = waiting.remove();
            inHand.put(mail.id(), mail);
            claimed.add(claimed(mail));
        }
        return claimed;
    }

    private static ClaimedMail claimed(Staged mail) {
        Envelope envelope = mail.envelope();
        Recipient recipient = envelope.recipients().get(0);
        return new ClaimedMail(
                mail.id(),
                envelope.reversePath(),
                List.of(new ClaimedRecipient(0, recipient, 0, false)),
                envelope.reports(),
                envelope.body(),
                mail.size(),
                mail.mail().sentAt());
    }

    @Override
    public boolean begin(ClaimedMail mail) {
        return inHand.containsKey(mail.id());
    }

    @Override
    public void onRecall(Consumer<Set<Long>> listener) {
        // Nobody recalls anything.
    }

    @Override
    public void release(ClaimedMail mail) {
        Optional.ofNullable(inHand.remove(mail.id())).ifPresent(waiting::add);
    }

    @Override
    public InputStream openContent(ClaimedMail mail) throws OutboxException {
        Staged staged = Objects.requireNonNull(inHand.get(mail.id()));
        if (staged.mail().content() instanceof InRow row) {
            return new ByteArrayInputStream(row.octets());
        }
        throw new OutboxException("for small mails only");
    }

    @Override
    public void finalDot(ClaimedMail mail, Collection<Integer> positions) {
        // Forgotten with the process.
    }

    @Override
    public void record(ClaimedMail mail, List<RecipientOutcome> outcomes, Collection<StagedMail> reports)
            throws OutboxException {
        if (!outcomes.stream().allMatch(one -> one.outcome() instanceof Outcome.Delivered)) {
            throw new OutboxException("not delivered: " + outcomes);
        }
        inHand.remove(mail.id());
        room.release();
        left.countDown();
    }

    @Override
    public Optional<Instant> nextDue() {
        return waiting.isEmpty() ? Optional.empty() : Optional.of(Instant.EPOCH);
    }

    @Override
    public void onDue(Runnable other) {
        listener = other;
    }

    @Override
    public MailQueue queue() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        try {
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
