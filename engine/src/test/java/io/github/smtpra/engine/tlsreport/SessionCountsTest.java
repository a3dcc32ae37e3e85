package io.github.smtpra.engine.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.engine.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCountsTest {
    private static final ReversePath SOMEBODY = ReversePath.parse("a@x.test");
    private static final LocalDate DAY = LocalDate.parse("2026-01-01");

    @TempDir
    private Path directory = Path.of("");

    private final SettableClock clock = new SettableClock(TestDay.NOON);
    private final SessionCounts counts = new SessionCounts(TestDay.REPORTER.sender(), clock, new Random(1));

    private CountsDirectory files() {
        return new CountsDirectory(directory, new TlsReportLog());
    }

    private static Map<Observation, Long> of(DayCounts day, String domain) {
        return day.of(domain).counts();
    }

    // CLI-067: RFC 8460 §4.1
    @Test
    void sessions_count_by_day_domain_policy_and_failure() {
        counts.count(SOMEBODY, TestDay.success("y.test"));
        counts.count(ReversePath.NULL, TestDay.success("y.test"));
        counts.count(SOMEBODY, TestDay.expired("y.test", "a"));
        counts.count(SOMEBODY, TestDay.success("z.test"));
        clock.advance(Duration.ofHours(12));
        counts.count(SOMEBODY, TestDay.success("y.test"));

        DayCounts over = counts.over().iterator().next();
        assertThat(counts.all()).hasSize(2);
        assertThat(counts.over()).hasSize(1);
        assertThat(of(over, "y.test"))
                .containsOnly(Map.entry(TestDay.success("y.test"), 2L), Map.entry(TestDay.expired("y.test", "a"), 1L));
        assertThat(of(over, "z.test")).containsOnly(Map.entry(TestDay.success("z.test"), 1L));
    }

    // CLI-067: RFC 8460 §3
    @Test
    void a_session_for_a_report_of_ours_does_not_count() {
        counts.count(ReversePath.of(TestDay.REPORTER.sender()), TestDay.expired("y.test", "a"));

        assertThat(counts.all()).isEmpty();
    }

    @Test
    void kinds_that_a_peer_makes_up_do_not_fill_the_memory() {
        for (int i = 0; i < 1000; i++) {
            counts.count(SOMEBODY, TestDay.expired("y.test", "name-" + i));
        }
        DayCounts day = counts.all().iterator().next();

        assertThat(of(day, "y.test")).hasSize(DomainCounts.MOST_KINDS);
        assertThat(day.left()).isEqualTo(1000 - DomainCounts.MOST_KINDS);
    }

    @Test
    void domains_beyond_the_bound_are_not_counted() {
        for (int i = 0; i < DayCounts.MOST_DOMAINS + 5; i++) {
            counts.count(SOMEBODY, TestDay.success("d" + i + ".test"));
        }
        DayCounts day = counts.all().iterator().next();

        assertThat(day.domains()).hasSize(DayCounts.MOST_DOMAINS);
        assertThat(day.left()).isEqualTo(5);
    }

    @Test
    void what_was_counted_survives_in_a_file() throws Exception {
        counts.count(SOMEBODY, TestDay.success("y.test"));
        counts.count(SOMEBODY, TestDay.expired("y.test", "a \u0007b"));
        counts.count(SOMEBODY, TestDay.unpublished("z.test"));
        DayCounts day = counts.all().iterator().next();
        Instant due = Instant.parse("2026-01-02T01:02:03Z");
        Progress progress = new Progress(due, Optional.of(due), 3, Set.of("mailto:a@y.test"));
        day.of("y.test").progress(progress);
        files().write(day);

        DayCounts read = files().read(DAY).get(0);
        assertThat(read.day()).isEqualTo(DAY);
        assertThat(read.token()).isEqualTo(day.token());
        assertThat(of(read, "y.test")).isEqualTo(of(day, "y.test"));
        assertThat(of(read, "z.test")).isEqualTo(of(day, "z.test"));
        assertThat(read.of("y.test").progress()).contains(progress);
        assertThat(read.of("z.test").progress()).isEmpty();
        assertThat(files().read(DAY.plusDays(1))).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_day_without_anything_to_tell_leaves_no_file() throws IOException {
        counts.count(SOMEBODY, TestDay.success("y.test"));
        DayCounts day = counts.all().iterator().next();
        files().write(day);
        day.remove("y.test");
        files().write(day);

        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[1]",
                "{\"day\":\"x\",\"token\":\"t\",\"domains\":[]}",
                "{\"day\":\"2026-01-01\",\"token\":\"t\",\"domains\":[{\"domain\":\"y\",\"kinds\":[{\"policy\":\"?\"}]}]}"
            })
    void a_file_that_is_damaged_is_left_out(String text) throws IOException {
        Files.writeString(directory.resolve("2026-01-01.json"), text);

        assertThatThrownBy(() -> CountsCodec.read(text)).isInstanceOf(ParseException.class);
        assertThat(files().read(DAY)).isEqualTo(List.of());
        assertThat(directory).isEmptyDirectory();
    }
}
