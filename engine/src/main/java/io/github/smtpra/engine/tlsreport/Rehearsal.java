package io.github.smtpra.engine.tlsreport;

import java.util.Optional;
import javax.net.ssl.SSLSession;

/** Looks at a session as a policy would that is only tested (RFC 8461 §5). Safe for use by many threads. */
@FunctionalInterface
public interface Rehearsal {
    /** Finds nothing. */
    Rehearsal NONE = session -> Optional.empty();

    /** What would have been wrong. */
    Optional<Flaw> flaw(SSLSession session);
}
