package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.engine.delivery.Destination.Protection;
import io.github.smtpra.engine.route.Hop;
import io.github.smtpra.engine.route.MailExchangers;
import io.github.smtpra.engine.route.MailHosts;
import io.github.smtpra.engine.route.Route;
import io.github.smtpra.engine.route.Unroutable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Finds the hosts that a route means. Waits for the DNS. Safe for use by many threads. */
final class HopFinder implements NextHops.Finder {
    private final List<Relay> relays;
    private final MailExchangers exchangers;
    private final PeerRelays peers;
    private final Random random;

    HopFinder(List<Relay> relays, MailExchangers exchangers, PeerRelays peers, Random random) {
        this.relays = List.copyOf(relays);
        this.exchangers = exchangers;
        this.peers = peers;
        this.random = random;
    }

    @Override
    public NextHops find(Destination destination) {
        if (destination.route().isEmpty()) {
            return none(
                    "4.4.4", "no rule of the property routes that this mail follows speaks of " + destination.domain());
        }
        Route route = destination.route().get();
        if (route instanceof Route.Relay) {
            return relays.isEmpty()
                    ? none("4.4.4", "the property routes names the relay, but relayHost is not set")
                    : new NextHops.Found(relays.stream()
                            .map(relay -> peers.protectedBy(destination.protection(), relay))
                            .toList());
        }
        return route instanceof Route.Hops hops
                ? new NextHops.Found(listed(hops, destination.protection()))
                : byDns(destination);
    }

    private static NextHops none(String status, String reason) {
        return new NextHops.None(new Unroutable(EnhancedStatusCode.parse(status), reason));
    }

    /** In the order of the groups, and at random within one. */
    private List<Relay> listed(Route.Hops hops, Protection protection) {
        List<Relay> listed = new ArrayList<>();
        for (List<Hop> group : hops.groups()) {
            List<Hop> shuffled = new ArrayList<>(group);
            Collections.shuffle(shuffled, random);
            shuffled.forEach(hop -> listed.add(peers.protectedBy(protection, peers.relay(hop))));
        }
        return listed;
    }

    private NextHops byDns(Destination destination) {
        MailHosts hosts = exchangers.find(destination.domain());
        return hosts instanceof MailHosts.Found found
                ? peers.relays(found, destination.protection())
                : new NextHops.None(((MailHosts.None) hosts).why());
    }
}
