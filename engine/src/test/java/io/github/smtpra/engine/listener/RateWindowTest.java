package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Counting over time, in memory that does not grow. */
class RateWindowTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong now = new AtomicLong();
    private final RateWindow window = new RateWindow(MINUTE, now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private long count(long key, int times) {
        long counted = 0;
        for (int i = 0; i < times; i++) {
            counted = window.count(key);
        }
        return counted;
    }

    // OPS-003: RFC 5321 §7.8
    @Test
    void events_of_a_key_are_counted_apart_from_others() {
        assertThat(count(7, 10)).isEqualTo(10);
        assertThat(count(8, 1)).isEqualTo(1);
    }

    @Test
    void what_lies_before_the_window_fades_and_is_forgotten() {
        count(7, 100);
        pass(Duration.ofSeconds(90));
        assertThat(count(7, 1)).as("half of the time before counts").isEqualTo(51);
        pass(MINUTE);
        assertThat(count(7, 1))
                .as("of the one event half a minute ago, nearly half")
                .isBetween(1L, 2L);
        pass(Duration.ofMinutes(10));
        assertThat(count(7, 1)).isEqualTo(1);
    }

    @Test
    void a_burst_across_the_border_of_two_windows_is_seen() {
        pass(Duration.ofSeconds(59));
        count(7, 100);
        pass(Duration.ofSeconds(2));
        assertThat(count(7, 1)).isGreaterThan(95);
    }

    @Test
    void many_keys_cost_no_key_its_place() {
        for (long key = 0; key < 2000; key++) {
            window.count(key);
        }
        assertThat(window.count(1_000_000)).isLessThan(10);
    }
}
