package io.github.smtpra.engine.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.engine.SettableClock;
import io.github.smtpra.engine.dns.TestDns;
import io.github.smtpra.engine.dns.ZoneServer;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outboxes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Rcode;

/** From midnight on, by the clock of the test and with a real outbox. */
class TlsReportsTest {
    private static final ReversePath SOMEBODY = ReversePath.parse("a@x.test");

    @TempDir
    private Path directory = Path.of("");

    private final SettableClock clock = new SettableClock(TestDay.NOON);
    private final ZoneServer zones;
    private final List<String> uploads = new ArrayList<>();
    private Optional<String> trouble = Optional.empty();
    private Optional<Outbox> opened = Optional.empty();

    TlsReportsTest() throws IOException {
        zones = new ZoneServer();
    }

    @BeforeEach
    void open() throws IOException {
        opened = Optional.of(Outboxes.acquire(directory.resolve("outbox"), clock));
        Files.createDirectories(counts());
    }

    @AfterEach
    void close() throws IOException {
        outbox().close();
        zones.close();
    }

    private Outbox outbox() {
        return opened.orElseThrow();
    }

    private Path counts() {
        return directory.resolve("tls-reports");
    }

    private TlsReports reports() throws IOException {
        TlsReportLog log = new TlsReportLog();
        CountsDirectory files = new CountsDirectory(counts(), log);
        SessionCounts counts = new SessionCounts(TestDay.REPORTER.sender(), clock, new Random(1));
        files.read(LocalDate.parse("2025-12-31")).forEach(counts::restore);
        Courier courier = new Courier(outbox(), this::upload, Optional.empty());
        return new TlsReports(
                new TlsReports.Parts(TestDay.REPORTER, counts, files, TestDns.of(zones), courier, log),
                clock,
                new Random(2));
    }

    private void upload(URI uri, byte[] report) throws IOException {
        uploads.add(clock.instant() + " " + uri);
        if (trouble.isPresent()) {
            throw new IOException(trouble.get());
        }
    }

    private TlsReports counting(String... domains) throws IOException {
        TlsReports reports = reports();
        for (String domain : domains) {
            reports.tally().count(SOMEBODY, TestDay.success(domain));
        }
        return reports;
    }

    private void record(String domain, String rua) {
        zones.with("_smtp._tls." + domain + ". TXT \"v=TLSRPTv1; rua=" + rua + "\"");
    }

    private long asked() {
        return zones.asked().stream().filter(one -> one.startsWith("TXT")).count();
    }

    private List<ClaimedMail> mails() throws IOException {
        return outbox().claim(100);
    }

    // CLI-067: RFC 8460 §4.1
    @Test
    void a_day_is_reported_some_hours_after_its_end_and_once() throws IOException {
        record("y.test", "mailto:r@y.test");
        TlsReports reports = counting("y.test");
        reports.round();
        clock.advance(Duration.ofHours(12));
        reports.round();
        long atMidnight = asked();
        clock.advance(Duration.ofHours(4));
        reports.round();
        List<ClaimedMail> mails = mails();
        clock.advance(Duration.ofHours(4));
        reports.round();

        assertThat(atMidnight).isZero();
        assertThat(mails).singleElement().satisfies(mail -> {
            assertThat(mail.envelope().reversePath()).hasToString("<tls@x.test>");
            assertThat(mail.envelope().recipients()).singleElement().satisfies(one -> {
                assertThat(one.mailbox()).hasToString("r@y.test");
                assertThat(one.notifyOn()).isEqualTo(Notify.NEVER);
            });
        });
        assertThat(mails()).isEmpty();
        assertThat(asked()).isEqualTo(1);
        assertThat(counts()).isEmptyDirectory();
    }

    // CLI-067
    @Test
    void who_does_not_ask_for_reports_gets_none() throws IOException {
        TlsReports reports = counting("y.test", "z.test");
        record("z.test", "mailto:a@z.test");
        record("z.test", "mailto:b@z.test");
        clock.advance(Duration.ofHours(16));
        reports.round();

        assertThat(mails()).isEmpty();
        assertThat(asked()).isEqualTo(2);
        assertThat(counts()).isEmptyDirectory();
    }

    // CLI-067: RFC 8460 §5.5
    @Test
    void a_web_server_that_fails_is_tried_again_for_a_day_at_most_and_others_only_once() throws IOException {
        record("y.test", "https://r.y.test/in,mailto:r@y.test");
        trouble = Optional.of("status 503");
        TlsReports reports = counting("y.test");
        clock.advance(Duration.ofHours(16));
        for (int i = 0; i < 60 * 60; i++) {
            reports.round();
            clock.advance(Duration.ofMinutes(1));
        }

        Duration tried = Duration.between(instant(uploads.get(0)), instant(uploads.get(uploads.size() - 1)));
        assertThat(uploads).hasSizeBetween(6, 20);
        assertThat(tried).isBetween(Duration.ofHours(20), Duration.ofHours(24));
        assertThat(mails()).hasSize(1);
        assertThat(counts()).isEmptyDirectory();
    }

    private static java.time.Instant instant(String upload) {
        return java.time.Instant.parse(upload.split(" ", 2)[0]);
    }

    // CLI-067: RFC 8460 §5.4
    @Test
    void a_web_server_that_takes_it_is_done() throws IOException {
        record("y.test", "https://r.y.test/in");
        TlsReports reports = counting("y.test");
        clock.advance(Duration.ofHours(16));
        reports.round();
        clock.advance(Duration.ofHours(16));
        reports.round();

        assertThat(uploads).singleElement().asString().endsWith(" https://r.y.test/in");
    }

    // CLI-067
    @Test
    void where_the_dns_does_not_answer_the_report_waits() throws IOException {
        zones.failing("_smtp._tls.y.test.", Rcode.SERVFAIL);
        TlsReports reports = counting("y.test");
        clock.advance(Duration.ofHours(16));
        reports.round();
        reports.close();

        assertThat(counts()).isNotEmptyDirectory();
        assertThat(mails()).isEmpty();
    }

    // CLI-067
    @Test
    void what_was_counted_survives_a_restart_and_a_report_that_was_sent_is_not_sent_again() throws IOException {
        record("y.test", "mailto:r@y.test,https://r.y.test/in");
        trouble = Optional.of("status 500");
        TlsReports first = counting("y.test");
        first.close();
        clock.advance(Duration.ofHours(16));
        TlsReports second = reports();
        second.round();
        TlsReports killed = reports();
        killed.round();
        second.close();
        trouble = Optional.empty();
        clock.advance(Duration.ofHours(1));
        TlsReports last = reports();
        last.round();

        assertThat(mails()).hasSize(1);
        assertThat(uploads).hasSize(3);
        assertThat(counts()).isEmptyDirectory();
    }

    @Test
    void a_clock_that_is_set_back_does_not_keep_counts_from_the_disk() throws IOException {
        TlsReports reports = counting("y.test");
        clock.advance(Duration.ofHours(-3));
        Duration rest = reports.round();

        assertThat(rest).isEqualTo(TlsReports.SAVE_EVERY);
        assertThat(counts().resolve("2026-01-01.json")).isRegularFile();
    }

    // CLI-067
    @Test
    void counts_are_written_every_few_minutes() throws IOException {
        TlsReports reports = counting("y.test");
        Duration rest = reports.round();
        boolean before = Files.exists(counts().resolve("2026-01-01.json"));
        clock.advance(rest);
        reports.round();

        assertThat(rest).isEqualTo(TlsReports.SAVE_EVERY);
        assertThat(before).isFalse();
        assertThat(counts().resolve("2026-01-01.json")).isRegularFile();
    }
}
