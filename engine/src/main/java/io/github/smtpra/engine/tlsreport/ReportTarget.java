package io.github.smtpra.engine.tlsreport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpra.api.smtp.Mailbox;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Where a domain wants its reports (RFC 8460 §3; CLI-067). */
sealed interface ReportTarget {
    /** In a mailbox. */
    record Mail(Mailbox mailbox) implements ReportTarget {
        @Override
        public String toString() {
            return "mailto:" + mailbox;
        }
    }

    /** At a web server, over HTTPS. */
    record Web(URI uri) implements ReportTarget {
        @Override
        public String toString() {
            return uri.toString();
        }
    }

    /** The target that {@code uri} names; empty if it is none that we can serve. */
    static Optional<ReportTarget> of(URI uri) {
        return switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
            case "mailto" -> mailbox(uri).map(Mail::new);
            case "https" ->
                uri.getHost() == null || uri.getRawUserInfo() != null ? Optional.empty() : Optional.of(new Web(uri));
            default -> Optional.empty();
        };
    }

    /** RFC 6068 §2: what stands behind a question mark are header fields, which are ours to choose. */
    private static Optional<Mailbox> mailbox(URI uri) {
        try {
            String address = uri.getRawSchemeSpecificPart().split("\\?", 2)[0];
            return Optional.of(Mailbox.parse(decoded(address)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** RFC 3986 §2.1; a plus is a plus. */
    private static String decoded(String text) {
        byte[] octets = text.getBytes(ISO_8859_1);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '%') {
                decoded.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                decoded.write(octets[i]);
            }
        }
        return decoded.toString(UTF_8);
    }
}
