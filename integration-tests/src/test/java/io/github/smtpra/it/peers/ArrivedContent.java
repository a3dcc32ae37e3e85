package io.github.smtpra.it.peers;

import io.github.smtpra.api.smtp.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail as a bean would get it.
 *
 * @param envelope sender and recipients
 * @param text the content with its trace fields, one character for each octet
 */
public record ArrivedContent(Envelope envelope, String text) {
    private static final Pattern OUR_TRACE =
            Pattern.compile("\\AReturn-Path: <[^>]*>\r\nReceived: [^\r\n]*(?:\r\n[\t ][^\r\n]*)*\r\n");
    private static final Pattern SUBJECT = Pattern.compile("(?m)^Subject: ([^\r\n]*)");

    static ArrivedContent of(Envelope envelope, byte[] octets) {
        return new ArrivedContent(envelope, new String(octets, StandardCharsets.ISO_8859_1));
    }

    /** What the client has sent: the content without the fields that we put before it (RFC 5321 §4.4). */
    public String asSent() {
        Matcher trace = OUR_TRACE.matcher(text);
        if (!trace.find()) {
            throw new AssertionError("no trace fields:\n" + text);
        }
        return text.substring(trace.end());
    }

    /** The header field {@code Subject}. */
    public String subject() {
        Matcher subject = SUBJECT.matcher(text);
        return subject.find() ? subject.group(1) : "";
    }
}
