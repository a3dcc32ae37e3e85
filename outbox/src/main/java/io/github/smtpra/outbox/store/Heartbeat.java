package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;
import java.time.Duration;

/** Does something again and again until it is stopped. A test beats it by hand. */
public interface Heartbeat {
    /** What is done at each beat. */
    interface Beat {
        /** Does it; a failure is logged, and the next beat comes. */
        void run() throws OutboxException;
    }

    /** Begins, once. */
    void start(Duration every, Beat beat);

    /** Ends, and waits for a beat that is under way. A second call does nothing. */
    void stop();
}
