package io.github.smtpra.engine.listener;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicBoolean;

/** A client's place among those that {@link ClientLimits} counts. Left once, however often that is said. */
final class Seat {
    private final Runnable onLeave;
    private final AtomicBoolean left = new AtomicBoolean();

    private Seat(Runnable onLeave) {
        this.onLeave = onLeave;
    }

    /** No place: its client is not known yet. */
    static Seat none() {
        return new Seat(() -> {});
    }

    /** The place of {@code client}, which has entered. */
    static Seat of(ListenerParts parts, InetAddress client) {
        return new Seat(() -> parts.clientLimits().left(client));
    }

    void leave() {
        if (left.compareAndSet(false, true)) {
            onLeave.run();
        }
    }
}
