package io.github.smtpra.engine.authentication;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * The groups of a user whom a file or the issuer of a token knows, and not the server around us: the credential of such an
 * identity. Immutable.
 *
 * @param names the roles of applications, where the server takes them for that
 */
public record Groups(Set<String> names) {
    /** Of a user who is in none. */
    public static final Groups NONE = new Groups(Set.of());

    /** Copies the names. */
    public Groups {
        names = Set.copyOf(names);
    }

    /** The groups of these names; blank ones are left out. */
    static Groups of(Collection<String> names) {
        Set<String> all = new TreeSet<>();
        names.stream().map(String::strip).filter(name -> !name.isEmpty()).forEach(all::add);
        return new Groups(all);
    }
}
