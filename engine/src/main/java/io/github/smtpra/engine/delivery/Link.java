package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.thread.Deadlines;
import io.github.smtpra.engine.tlsreport.TlsTally;
import java.util.Optional;

/**
 * What connections are made and watched with.
 *
 * @param timeouts how long a peer may take
 * @param deadlines cuts off who takes longer
 * @param connector how hosts are connected to
 * @param tally counts how their TLS is, if somebody is to be told
 */
record Link(Timeouts timeouts, Deadlines deadlines, Connector connector, Optional<TlsTally> tally) {
    /** Connections that nobody counts. */
    Link(Timeouts timeouts, Deadlines deadlines, Connector connector) {
        this(timeouts, deadlines, connector, Optional.empty());
    }
}
