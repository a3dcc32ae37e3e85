package io.github.smtpra.protocol.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Reply;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads replies, of one line or many (RFC 5321 §4.2; CLI-004), from octets as they come. Strict in framing, and
 * bounded: a peer that sends no line end, or no last line, is cut off after a few hundred kilobytes at most (CLI-005).
 *
 * <pre>{@code
 * Reply-line = *( Reply-code "-" [ textstring ] CRLF ) Reply-code [ SP textstring ] CRLF
 * Reply-code = %x32-35 %x30-35 %x30-39
 * }</pre>
 *
 * <p>The second digit may be any: peers in the field say 571, and the first one decides (RFC 5321 §4.2.1).
 *
 * <p>For one thread at a time; of no use after a {@link ProtocolFailure}.
 */
final class ReplyParser {
    /** RFC 5321 §4.5.3.1.5 says 512; longer ones are common in the field. */
    private static final int MAX_LINE = 2048;

    private static final int MAX_LINES = 128;
    private static final int CODE_LENGTH = 3;
    private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");

    private byte[] line = new byte[128];
    private int length;
    private int code;
    private Optional<EnhancedStatusCode> status = Optional.empty();
    private List<String> lines = new ArrayList<>();

    /**
     * Takes octets from {@code in} up to the end of a reply, or all of them.
     *
     * @return the reply, or empty if more octets are needed
     */
    Optional<Reply> parse(ByteBuffer in) throws ProtocolFailure {
        while (in.hasRemaining()) {
            byte octet = in.get();
            if (octet != '\n') {
                append(octet);
            } else if (endLine()) {
                return Optional.of(takeReply());
            }
        }
        return Optional.empty();
    }

    private void append(byte octet) throws ProtocolFailure {
        if (length == MAX_LINE) {
            throw new ProtocolFailure("a reply line is longer than " + MAX_LINE + " octets");
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, Math.min(MAX_LINE, length * 2));
        }
        line[length++] = octet;
    }

    /** Whether the line that ends here is the last one of its reply. */
    private boolean endLine() throws ProtocolFailure {
        if (length == 0 || line[length - 1] != '\r') {
            throw new ProtocolFailure("a reply line ends in LF without CR");
        }
        String text = new String(line, 0, length - 1, ISO_8859_1);
        length = 0;
        return addLine(text);
    }

    private boolean addLine(String text) throws ProtocolFailure {
        int lineCode = code(text);
        if (!lines.isEmpty() && lineCode != code) {
            throw new ProtocolFailure("a reply goes on with another code");
        }
        if (lines.size() == MAX_LINES) {
            throw new ProtocolFailure("a reply has more than " + MAX_LINES + " lines");
        }
        code = lineCode;
        // RFC 5321 §4.2.1: a client takes a line that is nothing but the code.
        char separator = text.length() == CODE_LENGTH ? ' ' : text.charAt(CODE_LENGTH);
        addText(text.length() <= CODE_LENGTH + 1 ? "" : text.substring(CODE_LENGTH + 1));
        return switch (separator) {
            case ' ' -> true;
            case '-' -> false;
            default -> throw new ProtocolFailure("a reply line has neither blank nor hyphen behind its code");
        };
    }

    private static int code(String text) throws ProtocolFailure {
        if (text.length() < CODE_LENGTH
                || !isBetween(text.charAt(0), '2', '5')
                || !isBetween(text.charAt(1), '0', '9')
                || !isBetween(text.charAt(2), '0', '9')) {
            throw new ProtocolFailure("a line is no reply (RFC 5321 §4.2)");
        }
        return Integer.parseInt(text.substring(0, CODE_LENGTH));
    }

    private static boolean isBetween(char c, char low, char high) {
        return c >= low && c <= high;
    }

    /** Takes the enhanced code off the text: the first line's counts, the others repeat it (RFC 2034 §4). */
    private void addText(String text) {
        int end = text.indexOf(' ');
        Optional<EnhancedStatusCode> found = status(end < 0 ? text : text.substring(0, end));
        if (lines.isEmpty()) {
            status = found;
        }
        boolean repeated = found.isPresent() && found.equals(status);
        lines.add(repeated ? text.substring(end < 0 ? text.length() : end + 1) : text);
    }

    /** The enhanced code, if it is one and its class agrees with the reply's. */
    private Optional<EnhancedStatusCode> status(String word) {
        boolean ofClass = !word.isEmpty() && word.charAt(0) - '0' == code / 100;
        if (!ofClass || !STATUS.matcher(word).matches()) {
            return Optional.empty();
        }
        return Optional.of(EnhancedStatusCode.parse(word));
    }

    private Reply takeReply() {
        Reply reply = new Reply(code, status, lines);
        status = Optional.empty();
        lines = new ArrayList<>();
        return reply;
    }
}
