package io.github.smtpra.rar.management;

import io.github.smtpra.api.MailException;
import io.github.smtpra.api.queue.MailQueue;
import io.github.smtpra.api.queue.QueueSelection;
import io.github.smtpra.api.queue.QueueStatistics;
import io.github.smtpra.api.queue.QueuedMail;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.ReversePath;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Translates between consoles and the queue. Safe for use by many threads. */
public final class OutboxManagement implements OutboxMXBean {
    private static final int DESTINATIONS = 50;

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Source source;
    private final Clock clock;
    private final AtomicReference<@Nullable Counted> counted = new AtomicReference<>();

    private record Counted(QueueStatistics statistics, Instant at) {}

    /** Where the queue comes from. */
    public interface Source {
        /** The queue, opened if need be. */
        MailQueue queue() throws MailException;
    }

    /** For the queue of {@code source}. */
    public OutboxManagement(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Something that the queue is asked. */
    private interface Question<T> {
        T ask(MailQueue queue) throws MailException;
    }

    /** Consoles have none of our exceptions. */
    private <T> T answer(Question<T> question) {
        try {
            return question.ask(source.queue());
        } catch (MailException e) {
            throw new IllegalStateException(e.getMessage());
        }
    }

    /** Consoles read one figure after the other: counted once for all of a second. */
    private QueueStatistics statistics() {
        Instant now = clock.instant();
        Counted last = counted.get();
        if (last == null || Duration.between(last.at, now).abs().compareTo(FRESH) > 0) {
            last = new Counted(answer(MailQueue::statistics), now);
            counted.set(last);
        }
        return last.statistics;
    }

    @Override
    public long getQueued() {
        return statistics().mails().queued();
    }

    @Override
    public long getDue() {
        return statistics().mails().due();
    }

    @Override
    public long getInHand() {
        return statistics().mails().inHand();
    }

    @Override
    public long getHeld() {
        return statistics().mails().held();
    }

    @Override
    public long getInDoubt() {
        return statistics().mails().inDoubt();
    }

    @Override
    public long getOldestSeconds() {
        return statistics()
                .oldest()
                .map(sent -> Math.max(0, Duration.between(sent, clock.instant()).toSeconds()))
                .orElse(0L);
    }

    @Override
    public long getDelivered() {
        return statistics().since().outcomes().delivered();
    }

    @Override
    public long getDeferred() {
        return statistics().since().outcomes().deferred();
    }

    @Override
    public long getFailed() {
        return statistics().since().outcomes().failed();
    }

    @Override
    public long getUncertain() {
        return statistics().since().outcomes().uncertain();
    }

    @Override
    public long getMeanMillis() {
        return statistics().since().durations().mean().toMillis();
    }

    @Override
    public long getLongestMillis() {
        return statistics().since().durations().longest().toMillis();
    }

    @Override
    public long getOwedReports() {
        return answer(MailQueue::reports).owed();
    }

    @Override
    public long getFailingReports() {
        return answer(MailQueue::reports).tried();
    }

    @Override
    public long getOldestReportSeconds() {
        return answer(MailQueue::reports)
                .oldest()
                .map(made -> Math.max(0, Duration.between(made, clock.instant()).toSeconds()))
                .orElse(0L);
    }

    @Override
    public boolean isPaused() {
        return answer(MailQueue::isPaused);
    }

    @Override
    public void pause() {
        answer(queue -> {
            queue.pause();
            return true;
        });
    }

    @Override
    public void resume() {
        answer(queue -> {
            queue.resume();
            return true;
        });
    }

    @Override
    public List<MailRow> list(String after) {
        return rows(behind(QueueSelection.ALL, after));
    }

    @Override
    public List<MailRow> search(String sender, String domain, String state, String after) {
        QueueSelection selection = behind(QueueSelection.ALL, after);
        if (!sender.isBlank()) {
            selection = selection.withSender(sender.equals("<>") ? ReversePath.NULL : ReversePath.parse(sender));
        }
        if (!domain.isBlank()) {
            selection = selection.withRecipientDomain(domain.strip());
        }
        return rows(state.isBlank() ? selection : selection.withState(state(state)));
    }

    private static QueuedMail.State state(String name) {
        try {
            return QueuedMail.State.valueOf(name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "state is \"" + name + "\"; allowed: " + List.of(QueuedMail.State.values()), e);
        }
    }

    private static QueueSelection behind(QueueSelection selection, String after) {
        return after.isBlank() ? selection : selection.after(id(after));
    }

    private static MailId id(String text) {
        return new MailId(text.strip());
    }

    private List<MailRow> rows(QueueSelection selection) {
        return answer(queue -> queue.list(selection)).stream().map(MailRow::new).toList();
    }

    @Override
    public List<MailRow> find(String id) {
        return answer(queue -> queue.find(id(id))).stream().map(MailRow::new).toList();
    }

    @Override
    public String dump(String id, int octets) {
        Head head = new Head(octets);
        if (!answer(queue -> queue.dump(id(id), head))) {
            throw new IllegalStateException("mail " + id + " is not in the queue");
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean hold(String id) {
        return answer(queue -> queue.hold(id(id)));
    }

    @Override
    public boolean release(String id) {
        return answer(queue -> queue.release(id(id)));
    }

    @Override
    public boolean retry(String id) {
        return answer(queue -> queue.retry(id(id)));
    }

    @Override
    public boolean cancel(String id) {
        return answer(queue -> queue.cancel(id(id)));
    }

    @Override
    public int retryDestination(String domain) {
        return answer(queue -> queue.retryDestination(domain.strip()));
    }

    @Override
    public int drainDestination(String domain) {
        return answer(queue -> queue.drainDestination(domain.strip()));
    }

    @Override
    public List<DestinationRow> getDestinations() {
        return answer(queue -> queue.destinations(DESTINATIONS)).stream()
                .map(DestinationRow::new)
                .toList();
    }

    @Override
    public List<OutcomesRow> getOutcomes() {
        return answer(queue -> queue.outcomes(DESTINATIONS)).stream()
                .map(OutcomesRow::new)
                .toList();
    }
}
