package io.github.smtpra.engine.delivery;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The lanes there are; which of them is served next goes round. Guarded by the pool's lock. */
final class Lanes {
    /** Destinations that can not be reached are remembered, but not without end. */
    private static final int MOST = 10_000;

    private final Map<Destination, Lane> lanes = new LinkedHashMap<>();
    private final Function<Destination, Lane> newLane;

    Lanes(Function<Destination, Lane> newLane) {
        this.newLane = newLane;
    }

    Lane of(Destination destination) {
        if (lanes.size() >= MOST) {
            forgetOldest();
        }
        return lanes.computeIfAbsent(destination, newLane);
    }

    private void forgetOldest() {
        Iterator<Lane> each = lanes.values().iterator();
        while (each.hasNext()) {
            Lane lane = each.next();
            if (lane.sessions() == 0 && lane.waitingCount() == 0) {
                each.remove();
                return;
            }
        }
    }

    List<Lane> all() {
        return List.copyOf(lanes.values());
    }

    /** Those that mail for {@code domain} may wait in. */
    List<Lane> to(String domain) {
        return lanes.values().stream()
                .filter(lane -> lane.destination().domain().isEmpty()
                        || lane.destination().domain().equalsIgnoreCase(domain))
                .toList();
    }

    /** Those that want a session, the longest unserved first. */
    List<Lane> wanting() {
        List<Lane> wanting = new ArrayList<>();
        for (Lane lane : lanes.values()) {
            if (lane.wantsSession()) {
                wanting.add(lane);
            }
        }
        return wanting;
    }

    /** A session was given to {@code lane}: the others come first now. */
    void served(Lane lane) {
        lanes.remove(lane.destination());
        lanes.put(lane.destination(), lane);
    }

    /** A session of {@code lane} has ended. */
    void left(Lane lane) {
        if (lane.isForgotten()) {
            lanes.remove(lane.destination(), lane);
        }
    }

    int sessions() {
        return lanes.values().stream().mapToInt(Lane::sessions).sum();
    }

    int inHand() {
        return lanes.values().stream().mapToInt(Lane::inHand).sum();
    }
}
