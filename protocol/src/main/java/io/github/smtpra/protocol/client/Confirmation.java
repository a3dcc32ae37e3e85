package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.DeliverBy;
import io.github.smtpra.api.smtp.DeliverBy.Trace;
import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.Notify.Event;
import io.github.smtpra.api.smtp.Recipient;
import java.util.Optional;

/**
 * Who tells the sender what becomes of a mail that a peer has taken: the peer, or we, by saying that it was relayed.
 *
 * @param extensions what the peer offers
 * @param by by when it is to be delivered
 */
record Confirmation(Extensions extensions, Optional<DeliverBy> by) {
    /** Whether it is we. */
    boolean isOurs(Recipient recipient) {
        // RFC 3461 §5.2.2 (CLI-081): behind a peer without DSN nobody confirms a delivery.
        boolean unconfirmed = !extensions.dsn() && recipient.notifyOn().includes(Event.SUCCESS);
        return unconfirmed || isTimeLost() && !recipient.notifyOn().equals(Notify.NEVER);
    }

    /**
     * RFC 2852 §4.1.4 (CLI-083, SRV-291): nobody behind a peer without DELIVERBY watches the time; and a trace is of each
     * relay.
     */
    private boolean isTimeLost() {
        return by.filter(wish -> wish.trace() == Trace.YES || !extensions.deliverBy())
                .isPresent();
    }
}
