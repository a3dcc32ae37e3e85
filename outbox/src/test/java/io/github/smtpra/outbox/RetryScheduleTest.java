package io.github.smtpra.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
    private static final Instant SENT = Instant.parse("2026-01-01T00:00:00Z");
    private static final RetrySchedule EXACT =
            new RetrySchedule(Duration.ofMinutes(1), 2, Duration.ofHours(1), 0, Duration.ofDays(4));

    // CLI-049
    @ParameterizedTest
    @CsvSource({"0, PT1M", "1, PT2M", "2, PT4M", "5, PT32M", "6, PT1H", "7, PT1H", "100000, PT1H"})
    void delays_double_up_to_the_longest(int attempts, Duration delay) {
        assertThat(EXACT.next(attempts, SENT, SENT, new Random(1))).contains(SENT.plus(delay));
    }

    @Test
    void the_last_attempt_is_made_when_the_mail_is_given_up() {
        Instant shortBefore = SENT.plus(Duration.ofDays(4)).minusSeconds(60);

        assertThat(EXACT.next(9, SENT, shortBefore, new Random(1))).contains(SENT.plus(Duration.ofDays(4)));
        assertThat(EXACT.next(9, SENT, shortBefore.plusSeconds(60), new Random(1)))
                .isEmpty();
    }

    @Test
    void jitter_spreads_by_its_fraction() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            assertThat(RetrySchedule.STANDARD.next(0, SENT, SENT, random).orElseThrow())
                    .isBetween(SENT.plusSeconds(54), SENT.plusSeconds(66));
        }
    }

    @Test
    void a_mail_that_is_never_to_be_tried_again_has_no_age() {
        RetrySchedule once = new RetrySchedule(Duration.ofMinutes(1), 1, Duration.ofMinutes(1), 0, Duration.ZERO);

        assertThat(once.next(0, SENT, SENT, new Random(1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 2, PT1H, 0", "PT2H, 2, PT1H, 0", "PT1M, 0.5, PT1H, 0", "PT1M, NaN, PT1H, 0", "PT1M, 2, PT1H, 1.5"
    })
    void nonsense_is_refused(Duration first, double factor, Duration longest, double jitter) {
        assertThatThrownBy(() -> new RetrySchedule(first, factor, longest, jitter, Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
