package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.route.Route;
import java.util.Optional;

/**
 * Where recipients go whose mail can travel together: what is in hand for one destination has sessions of its own, and its
 * troubles are its own.
 *
 * @param route how it is reached; empty if no rule speaks of the domain
 * @param domain the domain, in lower case, where the hosts depend on it; else empty
 * @param protection what the mail asks for beyond what the route does
 */
record Destination(Optional<Route> route, String domain, Protection protection) {
    /** What a mail asks of the way. */
    enum Protection {
        /** Nothing. */
        OF_ROUTE,
        /** TLS with a host that is proven to be the right one, and that promises the same: REQUIRETLS (RFC 8689 §4.2.1). */
        REQUIRED,
        /** Less, if need be: what a domain promises of its hosts does not count ({@code TLS-Required: No}, RFC 8689 §5). */
        RELAXED
    }

    /** The same destination for a mail that asks for something else. */
    Destination with(Protection other) {
        return new Destination(route, domain, other);
    }

    /** Whether a mail that asks for less would get less: where the DNS says how hosts are to be spoken with. */
    boolean mayBeRelaxed() {
        return protection == Protection.OF_ROUTE
                && route.filter(Route.MailExchange.class::isInstance).isPresent();
    }

    /** For logs. */
    @Override
    public String toString() {
        return domain.isEmpty() ? "relay" : domain;
    }
}
