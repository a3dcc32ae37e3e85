package io.github.smtpra.protocol.dsn;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A media type with its parameters (RFC 2045 §5.1).
 *
 * @param name type and subtype, in lower case
 * @param parameters by their names in lower case, without quotes
 */
record MediaType(String name, Map<String, String> parameters) {
    static MediaType of(String value) {
        int end = end(value, 0);
        Map<String, String> parameters = new HashMap<>();
        String name = value.substring(0, end).replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        while (end < value.length()) {
            int next = end(value, end + 1);
            String[] parts = value.substring(end + 1, next).split("=", 2);
            if (parts.length == 2) {
                parameters.putIfAbsent(parts[0].strip().toLowerCase(Locale.ROOT), unquoted(parts[1].strip()));
            }
            end = next;
        }
        return new MediaType(name, Map.copyOf(parameters));
    }

    /** The next semicolon outside of quotes, or the end. */
    private static int end(String value, int from) {
        boolean quoted = false;
        int at = from;
        while (at < value.length() && (quoted || value.charAt(at) != ';')) {
            char c = value.charAt(at);
            quoted = (c == '"') != quoted;
            at += quoted && c == '\\' ? 2 : 1;
        }
        return Math.min(at, value.length());
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || value.charAt(0) != '"') {
            int end = value.indexOf(' ');
            return end < 0 ? value : value.substring(0, end);
        }
        int end = value.lastIndexOf('"');
        return value.substring(1, Math.max(1, end)).replaceAll("\\\\(.)", "$1").stripTrailing();
    }

    /** The value of a parameter; empty if there is none. */
    String parameter(String called) {
        return parameters.getOrDefault(called, "");
    }
}
