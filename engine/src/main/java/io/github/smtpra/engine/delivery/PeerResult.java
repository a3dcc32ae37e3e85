package io.github.smtpra.engine.delivery;

import io.github.smtpra.protocol.client.ClientAction.Reached;
import io.github.smtpra.protocol.client.RecipientResult;
import io.github.smtpra.protocol.client.RecipientResult.NotAttempted;
import io.github.smtpra.protocol.client.RecipientResult.RefusedForNow;
import io.github.smtpra.protocol.client.RecipientResult.Unsendable;

/**
 * How an attempt ended for one recipient, and at whom.
 *
 * @param peer the host; empty if none was reached
 * @param result what it came to
 * @param reached how far the session with that host came
 * @param tls what protected it; empty without TLS
 */
record PeerResult(String peer, RecipientResult result, Reached reached, String tls) {
    /** A result that is about the mail. */
    PeerResult(String peer, RecipientResult result) {
        this(peer, result, Reached.MAIL, "");
    }

    /**
     * Whether another host of the same destination may say something else. 5yz to the mail is final (RFC 5321 §4.5.4.1;
     * CLI-046); a host that turns us away, with whatever code, speaks for itself alone (RFC 5321 §3.2; CLI-001).
     */
    boolean isOpen() {
        return hasNoSession()
                || result instanceof NotAttempted
                || result instanceof RefusedForNow
                || result instanceof Unsendable;
    }

    /** Whether there was no session for want of TLS as it was to be. */
    boolean isForWantOfTls() {
        return reached != Reached.AUTHENTICATION
                && result instanceof NotAttempted none
                && none.status().subject() == 7
                && (none.status().detail() == 4 || none.status().detail() == 5);
    }

    private boolean hasNoSession() {
        return reached == Reached.NOTHING || reached == Reached.AUTHENTICATION;
    }

    /** This result, or {@code later}, that of the next host: who has said something is heard before who was not there. */
    PeerResult or(PeerResult later) {
        boolean silent =
                later.result instanceof NotAttempted none && none.reply().isEmpty();
        return silent && result instanceof RefusedForNow ? this : later;
    }
}
