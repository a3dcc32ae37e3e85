package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.route.Unroutable;
import java.util.List;

/** Who takes the mail of a destination now. */
sealed interface NextHops {
    /** These, in the order to be tried; at least one. */
    record Found(List<Relay> relays) implements NextHops {
        public Found {
            relays = List.copyOf(relays);
        }
    }

    /** Nobody. */
    record None(Unroutable why) implements NextHops {}

    /** Finds them; waits for the DNS where that is asked. Safe for use by many threads. */
    @FunctionalInterface
    interface Finder {
        NextHops find(Destination destination);
    }
}
