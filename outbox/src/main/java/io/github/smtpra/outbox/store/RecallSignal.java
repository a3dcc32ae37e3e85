package io.github.smtpra.outbox.store;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.function.Consumer;

/** Tells one listener that claims were recalled, so that it need not keep them. Safe for use by many threads, without locks. */
final class RecallSignal {
    private volatile Consumer<Set<Long>> listener = claims -> {};

    /** Sets who is told; there is one. */
    void listener(Consumer<Set<Long>> next) {
        listener = next;
    }

    /** Tells it. What it throws is logged: what was recalled is, whatever the listener makes of it. */
    void fire(Set<Long> claims) {
        try {
            listener.accept(claims);
        } catch (RuntimeException e) {
            System.getLogger(RecallSignal.class.getName()).log(Level.WARNING, "The listener for recalls failed", e);
        }
    }
}
