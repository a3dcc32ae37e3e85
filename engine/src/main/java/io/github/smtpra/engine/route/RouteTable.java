package io.github.smtpra.engine.route;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which route the mail for a domain takes: that of the domain itself, or of the nearest domain above that has a rule for
 * what is under it ({@code *.example.com}), or of {@code *}. Immutable.
 */
public final class RouteTable {
    private static final String ANY = "*";

    private final Map<String, Route> rules;

    private RouteTable(Map<String, Route> rules) {
        this.rules = Map.copyOf(rules);
    }

    /** A table in which all mail takes {@code route}. */
    public static RouteTable always(Route route) {
        return new RouteTable(Map.of(ANY, route));
    }

    static RouteTable of(Map<String, Route> rules) {
        Map<String, Route> lower = new HashMap<>();
        rules.forEach((pattern, route) -> lower.put(pattern.toLowerCase(Locale.ROOT), route));
        return new RouteTable(lower);
    }

    /** The route of {@code domain}, a domain or an address literal; empty if no rule speaks of it: its mail waits. */
    public Optional<Route> route(String domain) {
        String name = domain.toLowerCase(Locale.ROOT);
        Optional<Route> found = rule(name);
        for (int dot = name.indexOf('.'); found.isEmpty() && dot >= 0; dot = name.indexOf('.', dot + 1)) {
            found = rule(ANY + name.substring(dot));
        }
        return found.or(() -> rule(ANY));
    }

    private Optional<Route> rule(String pattern) {
        return Optional.ofNullable(rules.get(pattern));
    }

    /** Whether all mail takes the same route, to the same hosts. */
    public boolean isSingle() {
        return rules.size() == 1 && rules.containsKey(ANY) && !(rules.get(ANY) instanceof Route.MailExchange);
    }

    /** Whether some mail goes to where {@code kind} says. */
    public boolean uses(Class<? extends Route> kind) {
        return rules.values().stream().anyMatch(kind::isInstance);
    }

    /** The hosts that rules name. */
    public List<Hop> hops() {
        return rules.values().stream()
                .filter(Route.Hops.class::isInstance)
                .flatMap(route -> ((Route.Hops) route).groups().stream())
                .flatMap(List::stream)
                .toList();
    }

    /** Whether there is no rule. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }
}
