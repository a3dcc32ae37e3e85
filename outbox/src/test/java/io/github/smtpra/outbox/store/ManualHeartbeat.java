package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;
import java.time.Duration;

/** A heart that a test beats. */
public final class ManualHeartbeat implements Heartbeat {
    private Beat beat = () -> {};

    @Override
    public void start(Duration every, Beat next) {
        beat = next;
    }

    /** Beats once. */
    public void beat() throws OutboxException {
        beat.run();
    }

    @Override
    public void stop() {
        beat = () -> {};
    }
}
