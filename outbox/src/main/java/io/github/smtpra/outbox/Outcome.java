package io.github.smtpra.outbox;

import java.time.Instant;
import java.util.Optional;

/** How one attempt ended for one recipient. */
public sealed interface Outcome {
    /** The peer has taken responsibility. Final. */
    record Delivered(Diagnosis diagnosis) implements Outcome {}

    /**
     * The peer has taken responsibility, but will confirm nothing to a sender who has asked for it (RFC 3461 §5.2.2): the
     * sender is to be told. Final.
     */
    record Relayed(Diagnosis diagnosis) implements Outcome {}

    /** Not yet: to be tried again at {@code nextAttempt}. */
    record Deferred(Diagnosis diagnosis, Instant nextAttempt) implements Outcome {}

    /**
     * Not tried, since others were before it: to be tried at {@code nextAttempt}. No attempt is counted: it says nothing of
     * how long the mail has been under way.
     *
     * @param why what kept it from being tried, if a peer did
     */
    record Postponed(Instant nextAttempt, Optional<Diagnosis> why) implements Outcome {
        /** Of a mail that nobody was asked about. */
        public Postponed(Instant nextAttempt) {
            this(nextAttempt, Optional.empty());
        }
    }

    /** Never: the sender is to be told. Final. */
    record Failed(Diagnosis diagnosis) implements Outcome {}

    /**
     * The final dot was sent and its reply was lost: the peer may have taken the mail or not (RFC 1047). To be tried
     * again at {@code nextAttempt}, which may make the mail arrive twice.
     */
    record Uncertain(Diagnosis diagnosis, Instant nextAttempt) implements Outcome {}

    /**
     * As {@link Uncertain}, of a mail that must not arrive twice: not tried again until an operator says so.
     */
    record HeldInDoubt(Diagnosis diagnosis) implements Outcome {}
}
