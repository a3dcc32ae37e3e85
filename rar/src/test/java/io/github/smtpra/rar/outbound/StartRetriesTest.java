package io.github.smtpra.rar.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StartRetriesTest {
    @Test
    void triesUntilItHasWorked() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch worked = new CountDownLatch(1);

        try (StartRetries retries = StartRetries.of(() -> {
            boolean works = tries.incrementAndGet() == 2;
            if (works) {
                worked.countDown();
            }
            return works;
        })) {
            assertThat(retries).isNotNull();
            assertThat(worked.await(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(tries).hasValue(2);
    }
}
