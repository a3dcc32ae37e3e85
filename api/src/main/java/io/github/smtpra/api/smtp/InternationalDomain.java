package io.github.smtpra.api.smtp;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Domains with U-labels (RFC 5890 §2.3.2.1, RFC 6531 §3.3) as the domains that the DNS knows, made of A-labels. Capitals
 * and characters that are not composed are mapped before, as RFC 5895 §2 advises: people write them.
 */
final class InternationalDomain {
    private static final String PREFIX = "xn--";
    private static final int MAX_LABEL = 63;

    private InternationalDomain() {}

    /** {@code domain} with A-labels in the place of its U-labels, or nothing if one of its labels is none. */
    static Optional<String> toAscii(String domain) {
        StringBuilder ascii = new StringBuilder(domain.length() + PREFIX.length());
        for (String label : domain.split("\\.", -1)) {
            Optional<String> converted = Text.isAscii(label) ? Optional.of(label) : aLabel(mapped(label));
            if (converted.isEmpty()) {
                return Optional.empty();
            }
            ascii.append(ascii.isEmpty() ? "" : ".").append(converted.get());
        }
        return Optional.of(ascii.toString());
    }

    private static String mapped(String label) {
        String lower = Text.isWellFormed(label) ? label.toLowerCase(Locale.ROOT) : label;
        return Normalizer.normalize(lower, Normalizer.Form.NFC);
    }

    /** RFC 5891 §4.4; a label of more characters than that would not fit into an A-label. */
    private static Optional<String> aLabel(String uLabel) {
        if (uLabel.length() > MAX_LABEL || !isULabel(uLabel)) {
            return Optional.empty();
        }
        return Optional.of(PREFIX + Punycode.encode(uLabel)).filter(label -> label.length() <= MAX_LABEL);
    }

    /** RFC 5891 §4.2. */
    private static boolean isULabel(String label) {
        int[] codePoints = label.codePoints().toArray();
        for (int i = 0; i < codePoints.length; i++) {
            if (!isAllowed(codePoints, i)) {
                return false;
            }
        }
        return !isMark(codePoints[0])
                && !label.startsWith("-")
                && !label.endsWith("-")
                && !label.startsWith("--", 2)
                && IdnaBidi.isAllowed(codePoints);
    }

    private static boolean isAllowed(int[] label, int at) {
        int c = label[at];
        return c < 128
                ? c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-'
                : IdnaCodePoints.isAllowed(c) && IdnaContext.isAllowed(label, at);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
