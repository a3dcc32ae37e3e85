package io.github.smtpra.engine.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.smtpra.api.WhenUncertain;
import io.github.smtpra.api.queue.MailQueue;
import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.DeliverBy;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.TransferOptions;
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
import io.github.smtpra.outbox.Terms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An outbox that forgets everything at the end of the test, and fails on demand. */
final class InMemoryOutbox implements Outbox {
    /** What a test can make fail. */
    enum Operation {
        STAGE,
        CLAIM,
        OPEN_CONTENT,
        FINAL_DOT,
        RECORD
    }

    /** What was recorded in one step. */
    record Recorded(ClaimedMail mail, List<RecipientOutcome> outcomes, List<Staged> reports) {
        List<String> words() {
            return outcomes.stream()
                    .map(one -> one.recipient().mailbox() + " "
                            + one.outcome().getClass().getSimpleName())
                    .toList();
        }

        Outcome outcome(int position) {
            return outcomes.get(position).outcome();
        }
    }

    record Staged(MailId id, Envelope envelope, String text) implements StagedMail {
        @Override
        public long size() {
            return text.length();
        }
    }

    private static final class Entry {
        private final Staged staged;
        private final Instant sentAt;
        private final Map<Integer, ClaimedRecipient> recipients = new TreeMap<>();
        private final Map<Integer, Instant> due = new TreeMap<>();
        private final Set<Integer> inHand = new HashSet<>();

        private Entry(Staged staged, Instant now) {
            this.staged = staged;
            this.sentAt = now;
            for (int i = 0; i < staged.envelope().recipients().size(); i++) {
                recipients.put(
                        i,
                        new ClaimedRecipient(i, staged.envelope().recipients().get(i), 0, false));
                due.put(i, now);
            }
        }

        private ClaimedMail claim(Instant now) {
            List<ClaimedRecipient> ready = recipients.values().stream()
                    .filter(one ->
                            !due.getOrDefault(one.position(), Instant.MAX).isAfter(now))
                    .map(one -> withLateness(one, now))
                    .toList();
            ready.forEach(one -> inHand.add(one.position()));
            return new ClaimedMail(
                    staged.id(),
                    staged.envelope().reversePath(),
                    ready,
                    staged.envelope().reports(),
                    staged.envelope().body(),
                    staged.size(),
                    sentAt,
                    terms(now));
        }

        /** As the real one: the first attempt that may end behind the time knows it. */
        private ClaimedRecipient withLateness(ClaimedRecipient one, Instant now) {
            Instant dueAt = due.getOrDefault(one.position(), now);
            Optional<Instant> lateAt = staged.envelope()
                    .options()
                    .deliverBy()
                    .filter(by -> by.mode() == DeliverBy.Mode.NOTIFY)
                    .map(by -> by.deadline(sentAt))
                    .filter(late -> !dueAt.isAfter(late));
            return new ClaimedRecipient(
                    one.position(), one.recipient(), one.attempts(), one.possibleDuplicate(), one.giveUpAt(), lateAt);
        }

        /** As the real one: what must be returned once it is late says so; of what else is asked, TLS is known here. */
        private Terms terms(Instant now) {
            TransferOptions asked = staged.envelope().options();
            boolean over = asked.deliverBy()
                    .filter(by -> by.mode() == DeliverBy.Mode.RETURN)
                    .filter(by -> !now.isBefore(by.deadline(sentAt)))
                    .isPresent();
            TransferOptions kept = asked.isRequireTls() ? TransferOptions.NONE.withRequireTls() : TransferOptions.NONE;
            return new Terms(kept, "", WhenUncertain.RESEND, over ? Terms.ByTime.OVER : Terms.NONE.byTime());
        }

        private void letGo(ClaimedMail part) {
            part.recipients().forEach(one -> inHand.remove(one.position()));
        }

        private Instant firstDue() {
            return due.values().stream().min(Comparator.naturalOrder()).orElse(Instant.MAX);
        }

        private void end(RecipientOutcome outcome) {
            int position = outcome.position();
            if (outcome.outcome() instanceof Outcome.Deferred deferred) {
                again(position, deferred.nextAttempt(), false);
            } else if (outcome.outcome() instanceof Outcome.Postponed postponed) {
                due.put(position, postponed.nextAttempt());
            } else if (outcome.outcome() instanceof Outcome.Uncertain uncertain) {
                again(position, uncertain.nextAttempt(), true);
            } else {
                recipients.remove(position);
                due.remove(position);
            }
        }

        private void again(int position, Instant next, boolean uncertain) {
            recipients.computeIfPresent(
                    position, (key, old) -> new ClaimedRecipient(key, old.recipient(), old.attempts() + 1, uncertain));
            due.put(position, next);
        }
    }

    private final Clock clock;
    private final Map<MailId, Entry> entries = new LinkedHashMap<>();
    private final Map<Operation, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final BlockingQueue<Recorded> recorded = new LinkedBlockingQueue<>();
    private final BlockingQueue<ClaimedMail> released = new LinkedBlockingQueue<>();
    private final List<List<Integer>> finalDots = new ArrayList<>();
    /** Two: the service's own, and at its end the empty one. */
    private final CountDownLatch listeners = new CountDownLatch(2);

    private volatile Runnable onDue = () -> {};
    private int claimedNow;
    private int mostClaimed;

    InMemoryOutbox(Clock clock) {
        this.clock = clock;
    }

    /** The next {@code times} calls of {@code operation} fail. */
    void fail(Operation operation, int times) {
        failures.put(operation, new AtomicInteger(times));
    }

    private void failIfAsked(Operation operation) throws OutboxException {
        AtomicInteger left = failures.get(operation);
        if (left != null && left.getAndDecrement() > 0) {
            throw new OutboxException(operation + " fails, as asked");
        }
    }

    /** Puts a mail into the queue, as an application would. */
    MailId send(String from, String content, String... to) throws IOException {
        return send(Envelope.from(from).to(to), content);
    }

    MailId send(Envelope envelope, String content) throws IOException {
        Staged staged = stage(envelope, new ByteArrayInputStream(content.getBytes(ISO_8859_1)));
        submit(List.of(staged));
        return staged.id();
    }

    /** What was recorded next. */
    Recorded awaitRecorded() throws InterruptedException {
        Recorded next = recorded.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was recorded");
        }
        return next;
    }

    ClaimedMail awaitReleased() throws InterruptedException {
        ClaimedMail next = released.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was released");
        }
        return next;
    }

    /** Waits until nobody listens for due mail any more: the service is being closed. */
    void awaitUnheard() throws InterruptedException {
        if (!listeners.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the service still listens");
        }
    }

    boolean hasRecorded() {
        return !recorded.isEmpty();
    }

    /** Rings, as if mail had become due: for clocks that were set. */
    void ring() {
        onDue.run();
    }

    synchronized int size() {
        return entries.size();
    }

    /** All that wait, with all that they ask for. */
    synchronized List<Staged> waiting() {
        return entries.values().stream().map(entry -> entry.staged).toList();
    }

    synchronized int mostClaimed() {
        return mostClaimed;
    }

    synchronized List<List<Integer>> finalDots() {
        return List.copyOf(finalDots);
    }

    @Override
    public Staged stage(Envelope envelope, InputStream content) throws IOException {
        failIfAsked(Operation.STAGE);
        String octets = new String(content.readAllBytes(), ISO_8859_1);
        boolean eightBit = octets.chars().anyMatch(c -> c > 127);
        return new Staged(
                MailId.next(clock.instant()),
                envelope.withBody(eightBit ? BodyType.EIGHT_BIT_MIME : BodyType.SEVEN_BIT),
                octets);
    }

    @Override
    public Staged stage(Sending sending, InputStream content) throws IOException {
        return stage(sending.envelope(), content);
    }

    @Override
    public OwedReports reports() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean cancel(MailId mail) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MailQueue queue() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void discard(Collection<StagedMail> mails) {}

    @Override
    public List<MailId> submit(Collection<StagedMail> mails) {
        put(mails);
        onDue.run();
        return mails.stream().map(StagedMail::id).toList();
    }

    private synchronized void put(Collection<StagedMail> mails) {
        mails.forEach(mail -> entries.put(mail.id(), new Entry((Staged) mail, clock.instant())));
    }

    @Override
    public BranchResource branchResource() {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized List<ClaimedMail> claim(int max) throws OutboxException {
        failIfAsked(Operation.CLAIM);
        Instant now = clock.instant();
        List<ClaimedMail> mails = entries.values().stream()
                .filter(entry -> entry.inHand.isEmpty() && !entry.firstDue().isAfter(now))
                .sorted(Comparator.comparing(Entry::firstDue))
                .limit(max)
                .map(entry -> entry.claim(now))
                .toList();
        claimedNow += mails.size();
        mostClaimed = Math.max(mostClaimed, claimedNow);
        return mails;
    }

    @Override
    public synchronized boolean begin(ClaimedMail mail) {
        Entry entry = entries.get(mail.id());
        return entry != null && mail.recipients().stream().allMatch(one -> entry.inHand.contains(one.position()));
    }

    @Override
    public void onRecall(Consumer<Set<Long>> listener) {
        // Tests that recall use the real one.
    }

    @Override
    public synchronized void release(ClaimedMail mail) {
        entry(mail).letGo(mail);
        claimedNow--;
        released.add(mail);
    }

    private Entry entry(ClaimedMail mail) {
        Entry entry = entries.get(mail.id());
        if (entry == null) {
            throw new IllegalStateException("not in the queue");
        }
        return entry;
    }

    @Override
    public synchronized InputStream openContent(ClaimedMail mail) throws OutboxException {
        failIfAsked(Operation.OPEN_CONTENT);
        return new ByteArrayInputStream(entry(mail).staged.text().getBytes(ISO_8859_1));
    }

    @Override
    public synchronized void finalDot(ClaimedMail mail, Collection<Integer> positions) throws OutboxException {
        failIfAsked(Operation.FINAL_DOT);
        finalDots.add(List.copyOf(positions));
    }

    @Override
    public void record(ClaimedMail mail, List<RecipientOutcome> outcomes, Collection<StagedMail> reports)
            throws OutboxException {
        synchronized (this) {
            failIfAsked(Operation.RECORD);
            Entry entry = entry(mail);
            outcomes.forEach(entry::end);
            entry.letGo(mail);
            claimedNow--;
            if (entry.recipients.isEmpty()) {
                entries.remove(mail.id());
            }
            put(reports);
        }
        recorded.add(new Recorded(
                mail, outcomes, reports.stream().map(report -> (Staged) report).toList()));
        onDue.run();
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return entries.values().stream()
                .filter(entry -> entry.inHand.isEmpty())
                .map(Entry::firstDue)
                .min(Comparator.naturalOrder());
    }

    @Override
    public void onDue(Runnable listener) {
        onDue = listener;
        listeners.countDown();
    }

    @Override
    public void close() {}
}
