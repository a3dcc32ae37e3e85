package io.github.smtpra.engine.route;

import java.util.List;
import java.util.Locale;

/** Names that nobody can have (RFC 2606, RFC 6761): in samples and tests, not in the world. */
final class ReservedNames {
    private static final List<String> RESERVED =
            List.of("test", "example", "invalid", "localhost", "example.com", "example.net", "example.org");

    private ReservedNames() {}

    /** Whether {@code domain} is one, or under one. */
    static boolean isReserved(String domain) {
        String name = domain.toLowerCase(Locale.ROOT);
        return RESERVED.stream().anyMatch(one -> name.equals(one) || name.endsWith("." + one));
    }
}
