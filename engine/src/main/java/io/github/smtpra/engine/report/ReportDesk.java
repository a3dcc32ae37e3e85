package io.github.smtpra.engine.report;

import io.github.smtpra.api.report.DeliveryReport;
import io.github.smtpra.engine.listener.TransactionOutcome;
import io.github.smtpra.outbox.OwedReports;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Hands the reports that are owed to those who want them, round by round. One thread makes rounds; subscriptions come and
 * go on others, and deliveries run on those of the executor.
 *
 * <pre>
 * claimed ─┬─ nobody wants it ── put off, not counted, until somebody new listens
 *          ├─ all are busy ───── put off for a moment, not counted
 *          └─ told ─┬─ committed ─ gone
 *                   └─ else ────── again, later and later; gone, with a line in the log, when it is too old
 * </pre>
 */
final class ReportDesk {
    /** Longer than any delivery may take. */
    static final Duration LEASE = Duration.ofMinutes(12);

    /** Between two looks at what is too old, and for what another server owes. */
    static final Duration ROUND = Duration.ofMinutes(1);

    private static final Duration UNWANTED = Duration.ofHours(1);
    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 50;

    private final Parts parts;
    private final Clock clock;
    private final ReportLog log = new ReportLog();
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final List<ReportSubscription> subscriptions = new CopyOnWriteArrayList<>();
    private Instant nextSweep = Instant.MIN;

    /**
     * What a desk works with.
     *
     * @param source where reports come from
     * @param settings how they are kept
     * @param executor runs deliveries
     * @param bell rung when there is something to do
     */
    record Parts(ReportService.Source source, ReportSettings settings, Executor executor, Runnable bell) {}

    ReportDesk(Parts parts, Clock clock) {
        this.parts = parts;
        this.clock = clock;
    }

    void add(ReportSubscription subscription) {
        subscriptions.add(subscription);
        try {
            parts.source().reports().somebodyListens(clock.instant());
        } catch (IOException | RuntimeException e) {
            log.trouble("reports that wait come later", e);
        }
        parts.bell().run();
    }

    void remove(ReportSubscription subscription) {
        subscriptions.remove(subscription);
    }

    /** Does what there is to do now; how long nothing will be, unless the bell rings. */
    Duration round() {
        try {
            OwedReports owed = parts.source().reports();
            owed.onDue(parts.bell());
            sweep(owed);
            handOut(owed);
            return rest(owed);
        } catch (IOException | RuntimeException e) {
            log.trouble("reports wait", e);
            return ROUND;
        }
    }

    private void sweep(OwedReports owed) throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(nextSweep)) {
            return;
        }
        Instant since = now.minus(parts.settings().schedule().giveUpAfter());
        List<OwedReports.Dropped> dropped = owed.drop(since, parts.settings().limit());
        log.dropped(dropped);
        nextSweep = dropped.isEmpty() ? now.plus(ROUND) : now;
    }

    private int free() {
        return subscriptions.stream().mapToInt(ReportSubscription::free).sum();
    }

    private void handOut(OwedReports owed) throws IOException {
        int free = Math.min(free(), MOST_AT_ONCE);
        List<DeliveryReport> claimed = claim(owed, free);
        while (!claimed.isEmpty()) {
            for (DeliveryReport report : claimed) {
                handOut(owed, report);
            }
            claimed = claim(owed, Math.min(free(), MOST_AT_ONCE));
        }
    }

    private List<DeliveryReport> claim(OwedReports owed, int max) throws IOException {
        return max == 0 ? List.of() : owed.claim(max, clock.instant(), LEASE);
    }

    private void handOut(OwedReports owed, DeliveryReport report) throws IOException {
        List<ReportSubscription> takers =
                subscriptions.stream().filter(each -> each.wants(report)).toList();
        Optional<ReportSubscription> taker =
                takers.stream().filter(ReportSubscription::enter).findFirst();
        if (taker.isPresent()) {
            parts.executor().execute(() -> deliver(owed, taker.get(), report));
        } else {
            owed.untold(report, clock.instant().plus(takers.isEmpty() ? UNWANTED : BUSY));
        }
    }

    private void deliver(OwedReports owed, ReportSubscription taker, DeliveryReport report) {
        long begun = System.nanoTime();
        TransactionOutcome outcome = taker.deliver(report);
        log.told(report, taker.name(), outcome, Duration.ofNanos(System.nanoTime() - begun));
        try {
            ended(owed, report, outcome);
        } catch (IOException | RuntimeException e) {
            // Its lease ends by itself: it comes again, and says so.
            log.trouble("the end of report " + report.id() + " could not be noted, it comes again", e);
        }
        parts.bell().run();
    }

    private void ended(OwedReports owed, DeliveryReport report, TransactionOutcome outcome) throws IOException {
        if (outcome instanceof TransactionOutcome.Committed) {
            owed.told(report);
            return;
        }
        Optional<Instant> next =
                parts.settings().schedule().next(report.call() - 1, report.time(), clock.instant(), random);
        if (next.isPresent()) {
            owed.again(report, next.get());
        } else {
            owed.told(report);
            log.dropped(List.of(
                    new OwedReports.Dropped(report.id(), report.mail().id().value(), report.call())));
        }
    }

    private Duration rest(OwedReports owed) throws IOException {
        Instant now = clock.instant();
        Duration sweep = Duration.between(now, nextSweep);
        if (free() == 0) {
            return sweep;
        }
        Duration due = owed.nextDue(now).map(at -> Duration.between(now, at)).orElse(sweep);
        return due.compareTo(sweep) < 0 ? due : sweep;
    }
}
