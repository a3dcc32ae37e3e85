package io.github.smtpra.protocol.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The header of a message or of a part of one: fields as they stand, folded, each with its CRLF, an octet in each character.
 * Immutable.
 *
 * @param fields in order
 */
record EntityHeader(List<String> fields) {
    static final String TRANSFER_ENCODING = "Content-Transfer-Encoding";
    private static final Pattern FOLD = Pattern.compile("\r\n(?=[ \t])");

    EntityHeader {
        fields = List.copyOf(fields);
    }

    /** The value of the first field called {@code name}, unfolded. */
    Optional<String> value(String name) {
        return fields.stream()
                .filter(field -> isCalled(field, name))
                .findFirst()
                .map(field -> FOLD.matcher(field.substring(field.indexOf(':') + 1))
                        .replaceAll("")
                        .strip());
    }

    private static boolean isCalled(String field, String name) {
        int colon = field.indexOf(':');
        return colon > 0 && field.substring(0, colon).stripTrailing().equalsIgnoreCase(name);
    }

    /** RFC 2045 §5.2: what stands in {@code Content-Type}, or else {@code fallback}. */
    ContentType contentType(String fallback) {
        return ContentType.parse(value("Content-Type").orElse(fallback));
    }

    /** RFC 2045 §6.1: in lower case; {@code 7bit} if nothing is said. */
    String transferEncoding() {
        String value = value(TRANSFER_ENCODING).orElse("7bit");
        int comment = value.indexOf('(');
        return (comment < 0 ? value : value.substring(0, comment)).strip().toLowerCase(Locale.ROOT);
    }

    /** The same with {@code name: value}, in the place of the first field of that name, or behind all. */
    EntityHeader with(String name, String value) {
        List<String> others = new ArrayList<>();
        boolean placed = false;
        for (String field : fields) {
            boolean same = isCalled(field, name);
            if (!same) {
                others.add(field);
            } else if (!placed) {
                others.add(name + ": " + value + "\r\n");
                placed = true;
            }
        }
        if (!placed) {
            others.add(name + ": " + value + "\r\n");
        }
        return new EntityHeader(others);
    }
}
