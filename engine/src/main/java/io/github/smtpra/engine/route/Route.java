package io.github.smtpra.engine.route;

import java.util.List;

/** Where the mail of some domains goes. */
public sealed interface Route {
    /** To the relay that the properties {@code relay...} describe. */
    record Relay() implements Route {}

    /** To the hosts that the DNS names for each domain. */
    record MailExchange() implements Route {}

    /**
     * To these hosts, whatever the domain.
     *
     * @param groups in the order to be tried; of a group the members are equal, and are tried in any order
     */
    record Hops(List<List<Hop>> groups) implements Route {
        /** Copies the lists. */
        public Hops {
            groups = groups.stream().map(List::copyOf).toList();
        }
    }
}
