package io.github.smtpra.engine.tlsreport;

import io.github.smtpra.engine.dns.Answer;
import io.github.smtpra.engine.dns.Dns;
import io.github.smtpra.engine.tlsreport.Courier.Time;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.RetrySchedule;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Reports the days that are over to the domains that want it, round by round, and writes down what is counted. One thread
 * makes rounds; waits for the DNS, the outbox and web servers.
 *
 * <pre>
 * day is over ── some hours later, at random ─┬─ the domain asks for nothing ─ forgotten
 *                                             ├─ all its targets have it ───── forgotten
 *                                             └─ else ─┬─ again, later and later
 *                                                      └─ given up, with a line in the log, after a day
 * </pre>
 */
public final class TlsReports implements AutoCloseable {
    /** What a killed process may have counted in vain. */
    static final Duration SAVE_EVERY = Duration.ofMinutes(5);

    /** RFC 8460 §4.1 (CLI-067): not all at midnight; the minute is for sessions that end just then. */
    private static final Duration LEAST_DELAY = Duration.ofMinutes(1);

    private static final Duration MOST_DELAY = Duration.ofHours(4).minus(SAVE_EVERY);

    private static final int OLDEST_DAYS = 7;

    /** RFC 8460 §5.5 (CLI-067): not longer than a day. */
    private static final RetrySchedule SCHEDULE =
            new RetrySchedule(Duration.ofMinutes(10), 2, Duration.ofHours(4), 0.1, Duration.ofDays(1));

    private final Parts parts;
    private final Clock clock;
    private final RandomGenerator random;
    private Instant nextSave;
    private volatile boolean ended;

    /**
     * What reports are made of.
     *
     * @param reporter who reports
     * @param counts what there is to report
     * @param directory where that is written down
     * @param dns says who wants reports
     * @param courier takes them there
     * @param log hears of each
     */
    record Parts(
            Reporter reporter,
            SessionCounts counts,
            CountsDirectory directory,
            Dns dns,
            Courier courier,
            TlsReportLog log) {}

    /**
     * Reports by {@code settings}, with what an earlier process has counted.
     *
     * @param outbox where mails go
     * @param clock tells the days
     * @throws IOException if the directory can not be used
     */
    public static TlsReports open(TlsReportSettings settings, Outbox outbox, Clock clock) throws IOException {
        RandomGenerator random = RandomGenerator.getDefault();
        TlsReportLog log = new TlsReportLog();
        SessionCounts counts = new SessionCounts(settings.reporter().sender(), clock, random);
        CountsDirectory directory = new CountsDirectory(Files.createDirectories(settings.directory()), log);
        LocalDate first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(OLDEST_DAYS);
        directory.read(first).forEach(counts::restore);
        ReportUploader uploader = new HttpsReportUploader(settings.trust().context(), ProxySelector.getDefault());
        Courier courier = new Courier(outbox, uploader, settings.route());
        return new TlsReports(
                new Parts(settings.reporter(), counts, directory, settings.dns(), courier, log), clock, random);
    }

    TlsReports(Parts parts, Clock clock, RandomGenerator random) {
        this.parts = parts;
        this.clock = clock;
        this.random = random;
        this.nextSave = clock.instant().plus(SAVE_EVERY);
    }

    /** Counts what is to be reported. */
    public TlsTally tally() {
        return parts.counts();
    }

    /** Does what there is to do now; how long nothing will be. */
    public Duration round() {
        parts.counts().over().forEach(this::report);
        Instant now = clock.instant();
        if (!now.isBefore(nextSave) || now.isBefore(nextSave.minus(SAVE_EVERY))) {
            save();
            nextSave = now.plus(SAVE_EVERY);
        }
        Duration rest = Duration.between(now, nextSave);
        // A clock that was set back.
        return rest.compareTo(SAVE_EVERY) < 0 ? rest : SAVE_EVERY;
    }

    /** Lets a round end early. By any thread. */
    void end() {
        ended = true;
    }

    /** Writes down what has changed; for the last time. */
    @Override
    public void close() {
        save();
    }

    private void save() {
        for (DayCounts day : parts.counts().all()) {
            if (day.takeChanged()) {
                save(day);
            }
        }
    }

    private void save(DayCounts day) {
        try {
            parts.directory().write(day);
        } catch (IOException e) {
            day.touch();
            parts.log().trouble("what was counted on " + day.day() + " can not be written", e);
        }
    }

    private void report(DayCounts day) {
        day.domains().forEach((name, domain) -> {
            Progress progress = domain.progress().orElseGet(() -> begin(day, domain));
            if (!ended && !clock.instant().isBefore(progress.due())) {
                report(day, name, domain);
            }
        });
        if (day.domains().isEmpty()) {
            parts.log().left(day);
            save(day);
            parts.counts().remove(day);
        }
    }

    private Progress begin(DayCounts day, DomainCounts domain) {
        Instant end = day.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        long seconds = random.nextLong(LEAST_DELAY.toSeconds(), MOST_DELAY.toSeconds());
        Progress progress = Progress.dueAt(end.plusSeconds(seconds));
        domain.progress(progress);
        day.touch();
        return progress;
    }

    private void report(DayCounts day, String name, DomainCounts domain) {
        ReportId id =
                new ReportId(day.day(), name, day.token(), parts.reporter().submitter());
        Instant now = clock.instant();
        domain.progress(domain.progress().orElseThrow().begun(now));
        Optional<String> trouble = attempt(id, domain);
        day.touch();
        if (ended) {
            // What was left out is open.
            return;
        }
        Progress progress = domain.progress().orElseThrow();
        Optional<Instant> next =
                trouble.flatMap(why -> SCHEDULE.next(progress.attempts(), firstTried(progress), now, random));
        if (next.isPresent()) {
            domain.progress(progress.again(next.get()));
            parts.log().putOff(id, trouble.orElseThrow(), next.get());
        } else {
            trouble.ifPresent(why -> parts.log().givenUp(id, why));
            day.remove(name);
        }
    }

    private static Instant firstTried(Progress progress) {
        return progress.firstTried().orElseThrow();
    }

    /** Takes the report to all who want it and do not have it; what went wrong, if something did. */
    private Optional<String> attempt(ReportId id, DomainCounts domain) {
        Answer<String> texts = parts.dns().texts("_smtp._tls." + id.domain());
        if (texts.isFailed()) {
            return Optional.of(texts.detail());
        }
        List<ReportTarget> targets = ReportingRecord.among(texts.values())
                .map(ReportingRecord::targets)
                .orElse(List.of());
        List<String> troubles = targets.stream()
                .filter(target -> !ended && !domain.isDone(target))
                .flatMap(target -> attempt(id, domain, target).stream())
                .toList();
        return troubles.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", troubles));
    }

    private Optional<String> attempt(ReportId id, DomainCounts domain, ReportTarget target) {
        Progress progress = domain.progress().orElseThrow();
        Time time = new Time(clock.instant(), firstTried(progress).plus(SCHEDULE.giveUpAfter()));
        try {
            int octets = parts.courier().take(new ReportDocument(parts.reporter(), id, domain.counts()), target, time);
            domain.progress(progress.with(target.toString()));
            parts.log().sent(id, target, octets);
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(target + ": " + e.getMessage());
        }
    }
}
