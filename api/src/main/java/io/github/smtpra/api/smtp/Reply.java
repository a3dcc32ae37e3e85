package io.github.smtpra.api.smtp;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A reply of an SMTP server (RFC 5321 §4.2; SRV-002): a code, in most an enhanced code, and text for people.
 *
 * <p>The text is made fit for the wire at construction: control and non-ASCII characters become {@code ?}, and a line
 * that would pass 512 octets is cut (RFC 5321 §4.5.3.1.5; SRV-003, SRV-004). A reply can therefore echo nothing that
 * harms.
 *
 * @param code 200 to 599; that of a peer may have any second digit, as in 571 (RFC 5321 §4.2.1; CLI-004)
 * @param status the enhanced code (RFC 2034); absent in greetings, EHLO replies and 3xx
 * @param lines at least one line, possibly empty
 */
public record Reply(int code, Optional<EnhancedStatusCode> status, List<String> lines) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** 512 less the code, the hyphen, the longest enhanced code with its blank, and CRLF. */
    private static final int MAX_TEXT = 512 - 4 - 10 - 2;

    /** Checks that the codes agree, and cleans the text. */
    public Reply {
        if (code < 200 || code > 599) {
            throw notACode(code);
        }
        if (status.isPresent() && status.get().kind() != code / 100) {
            throw new IllegalArgumentException(
                    "the class of " + status.get() + " does not agree with " + code + " (RFC 2034 §4)");
        }
        lines = lines.isEmpty() ? List.of("") : lines.stream().map(Reply::clean).toList();
    }

    /**
     * A reply of one line.
     *
     * @param status the enhanced code, as in {@code 5.1.1}
     * @throws IllegalArgumentException if the codes are none or do not agree
     */
    public static Reply of(int code, String status, String text) {
        if (code / 10 % 10 > 5) {
            throw notACode(code);
        }
        return new Reply(code, Optional.of(EnhancedStatusCode.parse(status)), List.of(text));
    }

    /** A reply without enhanced code: a greeting, an EHLO reply, a 3xx. */
    public static Reply plain(int code, List<String> lines) {
        return new Reply(code, Optional.empty(), lines);
    }

    private static IllegalArgumentException notACode(int code) {
        return new IllegalArgumentException("not a reply code (RFC 5321 §4.2): " + code);
    }

    /** Whether this is a 2xx. */
    public boolean isPositive() {
        return code / 100 == 2;
    }

    /** Whether this is a 4xx: the client may try again. */
    public boolean isTransient() {
        return code / 100 == 4;
    }

    /** Whether this is a 5xx. */
    public boolean isPermanent() {
        return code / 100 == 5;
    }

    /** All lines in one, for logs and reports. */
    public String text() {
        return String.join(" ", lines);
    }

    private static String clean(String text) {
        StringBuilder cleaned = new StringBuilder(Math.min(text.length(), MAX_TEXT));
        for (int i = 0; i < text.length() && i < MAX_TEXT; i++) {
            char c = text.charAt(i);
            cleaned.append(c >= 32 && c <= 126 || c == '\t' ? c : '?');
        }
        return cleaned.toString();
    }

    /**
     * The lines as on the wire, without CRLF, each with its codes (RFC 5321 §4.2.1, RFC 2034 §4; SRV-002, SRV-005,
     * SRV-006).
     */
    public List<String> wireLines() {
        List<String> wire = new ArrayList<>(lines.size());
        String prefix = status.map(s -> s + " ").orElse("");
        for (int i = 0; i < lines.size(); i++) {
            wire.add(code + (i < lines.size() - 1 ? "-" : " ") + prefix + lines.get(i));
        }
        return wire;
    }

    @Override
    public String toString() {
        return code + status.map(s -> " " + s).orElse("") + " " + text();
    }
}
