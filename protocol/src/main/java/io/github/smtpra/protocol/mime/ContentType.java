package io.github.smtpra.protocol.mime;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A media type (RFC 2045 §5.1).
 *
 * @param type in lower case
 * @param subtype in lower case
 * @param boundary what delimits the parts of a multipart
 */
record ContentType(String type, String subtype, Optional<String> boundary) {
    /** RFC 2046 §5.1.1: up to 70 characters, quoted or not. */
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.){1,100})\"|([^\\s;\"()]{1,100}))");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    static ContentType parse(String value) {
        int end = value.indexOf(';');
        String[] names = (end < 0 ? value : value.substring(0, end))
                .strip()
                .toLowerCase(Locale.ROOT)
                .split("/", 2);
        return new ContentType(names[0].strip(), names.length < 2 ? "" : names[1].strip(), boundary(value));
    }

    private static Optional<String> boundary(String value) {
        Matcher matcher = BOUNDARY.matcher(value);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String quoted = matcher.group(1);
        String boundary =
                quoted == null ? matcher.group(2) : ESCAPE.matcher(quoted).replaceAll("$1");
        return Optional.ofNullable(boundary).map(String::stripTrailing);
    }

    boolean is(String otherType, String otherSubtype) {
        return type.equals(otherType) && subtype.equals(otherSubtype);
    }

    /** RFC 1847 §2.1, RFC 3156 §3 (MSG-016): what was signed or encrypted passes octet for octet. */
    boolean isSealed() {
        return is("multipart", "signed") || is("multipart", "encrypted");
    }
}
