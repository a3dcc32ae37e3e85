package io.github.smtpra.engine.delivery;

import java.time.Duration;

/** Keeps to the rates: of all mail, and of each destination. Safe for use by many threads. */
final class Turns {
    private final Pace all;
    private final boolean paced;
    private final Closing closing;

    Turns(DeliverySettings.Paces paces, Closing closing) {
        this.all = new Pace(paces.inAll());
        this.paced = !paces.equals(DeliverySettings.Paces.UNLIMITED);
        this.closing = closing;
    }

    /** Whether there is a rate that counts. */
    boolean arePaced() {
        return paced;
    }

    /** Waits until a mail may leave for {@code lane}, or all is closed. */
    void await(Lane lane) {
        long now = System.nanoTime();
        Duration one = lane.pace().reserve(now);
        Duration other = all.reserve(now);
        Duration wait = one.compareTo(other) > 0 ? one : other;
        if (!wait.isZero()) {
            closing.pause(wait);
        }
    }
}
