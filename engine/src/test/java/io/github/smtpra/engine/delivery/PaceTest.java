package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A rate that is kept to, at whatever time one asks. */
class PaceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void mails_leave_at_even_distances() {
        Pace pace = new Pace(SECOND);

        assertThat(pace.reserve(0)).isZero();
        assertThat(pace.reserve(0)).isEqualTo(SECOND);
        assertThat(pace.reserve(SECOND.toNanos() / 2)).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void what_was_not_used_is_not_saved_up() {
        Pace pace = new Pace(SECOND);
        pace.reserve(0);
        long later = Duration.ofMinutes(1).toNanos();

        assertThat(pace.reserve(later)).isZero();
        assertThat(pace.reserve(later)).isEqualTo(SECOND);
    }

    @Test
    void a_clock_that_runs_over_changes_nothing() {
        Pace pace = new Pace(SECOND);
        long last = Long.MAX_VALUE;
        pace.reserve(last);

        assertThat(pace.reserve(last + 1)).isBetween(SECOND.minusNanos(1), SECOND);
    }

    @Test
    void without_a_rate_nobody_waits() {
        Pace pace = new Pace(Pace.UNLIMITED);

        assertThat(pace.reserve(0)).isZero();
        assertThat(pace.reserve(0)).isZero();
    }
}
