package io.github.smtpra.protocol.dsn;

import java.util.Locale;
import java.util.Optional;

/**
 * Finds the part of a message that a program can read: {@code multipart/report} with a part {@code
 * message/delivery-status} or {@code message/global-delivery-status} (RFC 6522 §3, RFC 6533 §3). Everything else, the
 * message that is given back among it, is passed over. For one message and one thread; holds a line and that part, both
 * up to a bound.
 *
 * <pre>
 * HEADER ── blank line ── BETWEEN ── delimiter ── PART_HEADER ── blank line ─┬─ STATUS ── delimiter ── OVER
 *                            ^                                               └─ other: BETWEEN
 * </pre>
 */
public final class NotificationReader {
    /** More of a line is not looked at: field values that matter are short. */
    private static final int MAX_LINE = 2000;

    private static final int MAX_HEADER = 64 * 1024;
    private static final int MAX_STATUS = 256 * 1024;

    private enum Place {
        HEADER,
        BETWEEN,
        PART_HEADER,
        STATUS,
        OVER
    }

    private final StringBuilder line = new StringBuilder();
    private final StringBuilder header = new StringBuilder();
    private final StringBuilder status = new StringBuilder();
    private Place place = Place.HEADER;
    private String delimiter = "";
    private String encoding = "";
    private boolean found;

    /** A reader at the beginning of a message. */
    public NotificationReader() {}

    /** Takes the first {@code length} octets of {@code block}, the next ones of the message. */
    public void take(byte[] block, int length) {
        for (int i = 0; i < length && place != Place.OVER; i++) {
            if (block[i] == '\n') {
                endLine();
            } else if (line.length() < MAX_LINE) {
                line.append((char) (block[i] & 0xff));
            }
        }
    }

    private void endLine() {
        int end = line.length();
        String text = end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
        line.setLength(0);
        line(text);
    }

    private void line(String text) {
        if (place == Place.HEADER) {
            header(text);
        } else if (isDelimiter(text)) {
            place = found ? Place.OVER : Place.PART_HEADER;
            header.setLength(0);
        } else if (place == Place.PART_HEADER) {
            header(text);
        } else if (place == Place.STATUS && status.length() + text.length() < MAX_STATUS) {
            status.append(text).append('\n');
        }
    }

    /** RFC 2046 §5.1.1: two hyphens, the boundary, perhaps two more, and blanks. */
    private boolean isDelimiter(String text) {
        if (!text.startsWith(delimiter)) {
            return false;
        }
        String rest = text.substring(delimiter.length()).strip();
        return rest.isEmpty() || rest.equals("--");
    }

    private void header(String text) {
        if (!text.isEmpty()) {
            if (header.length() + text.length() < MAX_HEADER) {
                header.append(text).append('\n');
            }
        } else if (place == Place.HEADER) {
            endHeader();
        } else {
            endPartHeader();
        }
    }

    /** RFC 6522 §3, RFC 3464 §2 (DSN-001). */
    private void endHeader() {
        MediaType type = MediaType.of(FieldGroup.parse(header).value("content-type"));
        boolean isReport = type.name().equals("multipart/report");
        boolean isStatus = type.parameter("report-type").equalsIgnoreCase("delivery-status");
        String boundary = type.parameter("boundary");
        delimiter = "--" + boundary;
        place = isReport && isStatus && !boundary.isEmpty() ? Place.BETWEEN : Place.OVER;
    }

    private void endPartHeader() {
        FieldGroup fields = FieldGroup.parse(header);
        String name = MediaType.of(fields.value("content-type")).name();
        // RFC 6533 §3 (DSN-010)
        found = name.equals("message/delivery-status") || name.equals("message/global-delivery-status");
        encoding = fields.value("content-transfer-encoding").toLowerCase(Locale.ROOT);
        place = found ? Place.STATUS : Place.BETWEEN;
    }

    /** The message is over: what it notifies of, if it does. */
    public Optional<Notification> finish() {
        if (place != Place.OVER && line.length() > 0) {
            endLine();
        }
        return found ? StatusFields.parse(TransferEncoding.decoded(status.toString(), encoding)) : Optional.empty();
    }
}
