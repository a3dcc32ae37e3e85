package io.github.smtpra.protocol.dsn;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Fields that stand together, unfolded, by their names in lower case; of several with one name the first counts.
 *
 * @param fields the values, without blanks around them
 */
record FieldGroup(Map<String, String> fields) {
    /** {@code field = field-name ":" body}, continued by lines that begin with a blank (RFC 5322 §2.2). */
    static FieldGroup parse(CharSequence lines) {
        Map<String, String> fields = new HashMap<>();
        String unfolded = lines.toString().replaceAll("\n[ \t]", " ");
        for (String field : unfolded.split("\n", -1)) {
            int colon = field.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        field.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        field.substring(colon + 1).strip());
            }
        }
        return new FieldGroup(Map.copyOf(fields));
    }

    /** The value of {@code name}; empty if there is none. */
    String value(String name) {
        return fields.getOrDefault(name, "");
    }
}
