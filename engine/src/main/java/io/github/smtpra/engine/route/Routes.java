package io.github.smtpra.engine.route;

import io.github.smtpra.api.MailException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The rules that all mail follows, and those of routes with a name, which mail follows first whose sender or connection
 * factory has chosen them. Immutable.
 *
 * @param common for all mail
 * @param named by the route's name
 */
public record Routes(RouteTable common, Map<String, RouteTable> named) {
    /** Copies the map. */
    public Routes {
        named = Map.copyOf(named);
    }

    /** All mail takes {@code route}. */
    public static Routes always(Route route) {
        return new Routes(RouteTable.always(route), Map.of());
    }

    /** The rules of each name, the empty one being that of all mail; without such, that goes to the relay. */
    static Routes of(Map<String, Map<String, Route>> rules) {
        Map<String, RouteTable> tables = new TreeMap<>();
        rules.forEach((name, table) -> tables.put(name, RouteTable.of(table)));
        RouteTable common = tables.getOrDefault("", RouteTable.always(new Route.Relay()));
        tables.remove("");
        return new Routes(common, tables);
    }

    /**
     * The route of a mail for {@code domain}, a domain or an address literal.
     *
     * @param name of the route that was chosen, empty for none
     * @return empty if no rule speaks of it, or the name is not known: the mail waits
     */
    public Optional<Route> route(String name, String domain) {
        if (name.isEmpty()) {
            return common.route(domain);
        }
        RouteTable chosen = named.get(name);
        return chosen == null ? Optional.empty() : chosen.route(domain).or(() -> common.route(domain));
    }

    /**
     * Does nothing if a route has this name.
     *
     * @throws MailException if none has, naming those that there are
     */
    public void require(String name) throws MailException {
        if (!named.containsKey(name)) {
            throw new MailException("no route is named '" + name + "': the property routes has "
                    + (named.isEmpty() ? "none with a name" : new TreeSet<>(named.keySet())));
        }
    }

    /** Whether all mail takes the same route, to the same hosts. */
    public boolean isSingle() {
        return named.isEmpty() && common.isSingle();
    }

    /** Whether some mail goes to where {@code kind} says. */
    public boolean uses(Class<? extends Route> kind) {
        return tables().anyMatch(table -> table.uses(kind));
    }

    /** All hops that rules name. */
    public List<Hop> hops() {
        return tables().flatMap(table -> table.hops().stream()).toList();
    }

    private Stream<RouteTable> tables() {
        return Stream.concat(Stream.of(common), named.values().stream());
    }
}
