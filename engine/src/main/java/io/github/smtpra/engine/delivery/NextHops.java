package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.route.Unroutable;
import io.github.smtpra.engine.tlsreport.Observation;
import java.util.List;

/** Who takes the mail of a destination now. */
sealed interface NextHops {
    /** What the search has shown of the TLS of the destination, and is to be counted. */
    List<Observation> observations();

    /** These, in the order to be tried; at least one. */
    record Found(List<Relay> relays, List<Observation> observations) implements NextHops {
        public Found {
            relays = List.copyOf(relays);
            observations = List.copyOf(observations);
        }

        Found(List<Relay> relays) {
            this(relays, List.of());
        }
    }

    /** Nobody. */
    record None(Unroutable why, List<Observation> observations) implements NextHops {
        public None {
            observations = List.copyOf(observations);
        }

        None(Unroutable why) {
            this(why, List.of());
        }
    }

    /** Finds them; waits for the DNS where that is asked. Safe for use by many threads. */
    @FunctionalInterface
    interface Finder {
        NextHops find(Destination destination);
    }
}
