package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.route.Route;
import io.github.smtpra.engine.route.Routes;
import java.util.List;
import java.util.Optional;

/** Where mail goes: rules, and whoever finds the hosts that they mean. Immutable. */
public final class Roads {
    private final Routes routes;
    private final List<Relay> relays;
    private final NextHops.Finder finder;

    Roads(Routes routes, List<Relay> relays, NextHops.Finder finder) {
        this.routes = routes;
        this.relays = List.copyOf(relays);
        this.finder = finder;
    }

    /** All mail goes to the first of {@code relays} that takes it; with none, it waits. */
    public static Roads to(List<Relay> relays) {
        return new Roads(
                Routes.always(new Route.Relay()), relays, destination -> new NextHops.Found(List.copyOf(relays)));
    }

    Routes routes() {
        return routes;
    }

    /** The relays that the properties name, in the order to be tried. */
    List<Relay> relays() {
        return relays;
    }

    NextHops.Finder finder() {
        return finder;
    }

    /** Why no mail can go anywhere; empty if some can. */
    Optional<String> obstacle() {
        return routes.uses(Route.Relay.class) && routes.isSingle() && relays.isEmpty()
                ? Optional.of("neither relayHost nor routes is set: mail that is sent waits in the outbox until one is")
                : Optional.empty();
    }

    /** The relays, for logs. */
    @Override
    public String toString() {
        return relays.toString();
    }
}
