package io.github.smtpra.protocol.dsn;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.protocol.dsn.Notification.Action;
import io.github.smtpra.protocol.dsn.Notification.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code delivery-status-content = per-message-fields 1*( CRLF per-recipient-fields )} (RFC 3464 §2.1). What is missing or
 * ill-formed is passed over, as far as something remains that can be understood.
 */
final class StatusFields {
    private static final int MAX_FATES = 1000;
    private static final int MAX_TEXT = 1000;
    private static final int HEX = 16;

    /** {@code EmbeddedUnicodeChar} (RFC 6533 §3). */
    private static final Pattern EMBEDDED = Pattern.compile("\\\\x\\{([0-9A-Fa-f]{2,6})}");

    private StatusFields() {}

    static Optional<Notification> parse(String text) {
        String[] groups = text.strip().split("\n[ \t]*\n\\s*", MAX_FATES + 2);
        FieldGroup message = FieldGroup.parse(groups[0]);
        List<Fate> fates = new ArrayList<>();
        for (int i = 1; i < Math.min(groups.length, MAX_FATES + 1); i++) {
            fate(FieldGroup.parse(groups[i])).ifPresent(fates::add);
        }
        if (fates.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Notification(
                Optional.of(clean(message.value("original-envelope-id"))).filter(id -> !id.isEmpty()),
                name(message.value("reporting-mta")),
                fates));
    }

    /** RFC 3464 §2.3 (DSN-004) */
    private static Optional<Fate> fate(FieldGroup fields) {
        String original = name(fields.value("original-recipient"));
        String address = original.isEmpty() ? name(fields.value("final-recipient")) : original;
        if (address.isEmpty()) {
            return Optional.empty();
        }
        return action(fields.value("action"))
                .map(action -> new Fate(
                        address,
                        action,
                        status(fields.value("status"), action),
                        name(fields.value("remote-mta")),
                        name(fields.value("diagnostic-code"))));
    }

    private static Optional<Action> action(String word) {
        String first = first(word).toUpperCase(Locale.ROOT);
        for (Action each : Action.values()) {
            if (each.name().equals(first)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Behind the code a comment may stand. */
    private static EnhancedStatusCode status(String text, Action action) {
        try {
            return EnhancedStatusCode.parse(first(text));
        } catch (IllegalArgumentException e) {
            return action.status();
        }
    }

    private static String first(String text) {
        String[] words = text.split("[\\s(]", 2);
        return words[0];
    }

    /** What stands behind the type: {@code rfc822; ann@example.org} (§2.1.2). */
    private static String name(String value) {
        int semicolon = value.indexOf(';');
        return clean(semicolon < 0 ? value : value.substring(semicolon + 1));
    }

    private static String clean(String text) {
        String unicode = EMBEDDED.matcher(text).replaceAll(StatusFields::character);
        String line = unicode.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT);
    }

    private static String character(MatchResult embedded) {
        int point = Integer.parseInt(embedded.group(1), HEX);
        boolean good = Character.isValidCodePoint(point) && !(point >= 0xd800 && point <= 0xdfff);
        return good ? Matcher.quoteReplacement(Character.toString(point)) : "?";
    }
}
