package io.github.smtpra.outbox.store;

import java.lang.System.Logger.Level;
import java.time.Duration;

/** Tells one listener that mail has become due. Safe for use by many threads, without locks. */
public final class DueSignal {
    private volatile Runnable listener = () -> {};

    /** Sets who is told; there is one. */
    public void listener(Runnable next) {
        listener = next;
    }

    /** Tells it. What it throws is logged: the mail is in the queue whatever the listener makes of it. */
    public void fire() {
        try {
            listener.run();
        } catch (RuntimeException e) {
            System.getLogger(DueSignal.class.getName()).log(Level.WARNING, "The listener for due mail failed", e);
        }
    }

    /** A heartbeat that also tells the listener, as what another server had in hand may have become free. */
    public Heartbeat ringing(Heartbeat heart) {
        return new Heartbeat() {
            @Override
            public void start(Duration every, Beat beat) {
                heart.start(every, () -> {
                    beat.run();
                    fire();
                });
            }

            @Override
            public void stop() {
                heart.stop();
            }
        };
    }
}
