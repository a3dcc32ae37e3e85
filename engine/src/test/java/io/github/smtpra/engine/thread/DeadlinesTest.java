package io.github.smtpra.engine.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final Duration SOON = Duration.ofMillis(10);
    private static final Duration LATER = Duration.ofHours(1);

    private final Deadlines deadlines = new Deadlines("deadlines-test");
    private final BlockingQueue<String> cutOff = new LinkedBlockingQueue<>();
    private final Deadlines.Watch watch = deadlines.watch(cutOff::add);

    @AfterEach
    void close() {
        deadlines.close();
    }

    private String nextCutOff() throws InterruptedException {
        return String.valueOf(cutOff.poll(1, TimeUnit.MINUTES));
    }

    @Test
    void what_is_late_is_cut_off_and_hears_why() throws Exception {
        watch.begin("no reply", SOON);

        assertThat(nextCutOff()).isEqualTo("no reply within PT0.01S");
    }

    @Test
    void a_sooner_deadline_counts_though_the_timer_knows_of_a_later_one() throws Exception {
        watch.begin("first", LATER);
        watch.met();
        watch.begin("second", SOON);

        assertThat(nextCutOff()).startsWith("second");
    }

    @Test
    void a_step_that_was_met_is_not_cut_off_and_the_next_one_is() throws Exception {
        watch.begin("first", SOON);
        watch.met();
        watch.begin("second", SOON.multipliedBy(3));

        assertThat(nextCutOff()).startsWith("second");
        assertThat(cutOff).isEmpty();
    }

    @Test
    void each_watch_has_a_deadline_of_its_own() throws Exception {
        deadlines.watch(cutOff::add).begin("other", LATER);
        watch.begin("own", SOON);

        assertThat(nextCutOff()).startsWith("own");
        assertThat(cutOff).isEmpty();
    }

    @Test
    void one_that_has_ended_is_not_looked_at() throws Exception {
        Deadlines.Watch ended = deadlines.watch(cutOff::add);
        ended.begin("ended", SOON);
        ended.end();
        watch.begin("own", SOON.multipliedBy(3));

        assertThat(nextCutOff()).startsWith("own");
    }
}
