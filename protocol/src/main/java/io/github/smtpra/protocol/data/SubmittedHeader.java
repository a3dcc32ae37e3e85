package io.github.smtpra.protocol.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The header of content that a user submits, while it passes by: fields that are nobody else's business are taken out of it
 * (RFC 5322 §3.6.3), and what others say is noted. Content behind the header passes untouched.
 *
 * <p>Memory does not grow with the content: of a line no more is held than it takes to know the field's name. For one thread
 * and one content.
 */
public final class SubmittedHeader {
    /** Blind copies (RFC 5322 §3.6.3; SRV-248, MSG-009), and what only final delivery writes (RFC 5321 §4.4). */
    private static final Set<String> TAKEN_OUT = Set.of("bcc", "resent-bcc", "return-path");

    /** Those that name people: their text is kept, up to {@link #MAX_TEXT}. */
    private static final Set<String> READ = Set.of("from", "sender", "reply-to", "to", "cc");

    /** Those that are asked for: others are let by, however many there are. */
    private static final Set<String> NOTED =
            Set.of("date", "message-id", "from", "sender", "reply-to", "to", "cc");

    private static final String EMPTY_LINE = "\r\n";
    /** As long as a line may be (RFC 5322 §2.1.1). */
    private static final int MAX_NAME = 998;

    private static final int MAX_TEXT = 16 * 1024;

    private final Set<String> names = new HashSet<>();
    private final Map<String, StringBuilder> texts = new HashMap<>();

    /** What is held of a line, an octet in each character. */
    private final StringBuilder start = new StringBuilder();

    private Place place = Place.LINE_START;
    private String field = "";
    private boolean repeated;
    private byte last;

    private enum Place {
        /** At the start of a line, or in what may be the name of its field. */
        LINE_START,
        /** In a line whose field is known. */
        IN_FIELD,
        /** Behind the header. */
        BODY
    }

    /**
     * Takes the next piece of the content.
     *
     * @return what is to be kept of it and of what was held before
     */
    public ByteBuffer edit(ByteBuffer piece) {
        if (place == Place.BODY) {
            return piece;
        }
        // What is held, and an empty line, may be in it too.
        ByteBuffer kept = ByteBuffer.allocate(start.length() + piece.remaining() + EMPTY_LINE.length());
        while (piece.hasRemaining() && place != Place.BODY) {
            take(piece.get(), kept);
        }
        return kept.put(piece).flip();
    }

    /** The content has ended: what is still held of it. */
    public ByteBuffer end() {
        ByteBuffer held = ByteBuffer.wrap(octets(start));
        start.setLength(0);
        return held;
    }

    private static byte[] octets(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void take(byte octet, ByteBuffer kept) {
        if (place == Place.IN_FIELD) {
            inField(octet, kept);
        } else {
            start.append((char) (octet & 0xFF));
            lineStart(octet, kept);
        }
    }

    private void inField(byte octet, ByteBuffer kept) {
        keep(octet, kept);
        if (octet == '\n' && last == '\r') {
            place = Place.LINE_START;
        }
        last = octet;
    }

    private void lineStart(byte octet, ByteBuffer kept) {
        boolean continuation = start.length() == 1 && (octet == ' ' || octet == '\t') && !field.isEmpty();
        if (continuation) {
            leaveStart(kept);
        } else if (octet == ':' && isName(name())) {
            field = name();
            repeated = NOTED.contains(field) && !names.add(field);
            leaveStart(kept);
        } else if (octet == '\n' || start.length() > MAX_NAME) {
            endHeader(kept);
        }
    }

    private String name() {
        return start.substring(0, start.length() - 1).strip().toLowerCase(Locale.ROOT);
    }

    /** {@code field-name = 1*ftext} (RFC 5322 §3.6.8). */
    private static boolean isName(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    private void leaveStart(ByteBuffer kept) {
        for (byte octet : octets(start)) {
            keep(octet, kept);
        }
        start.setLength(0);
        last = 0;
        place = Place.IN_FIELD;
    }

    /** At an empty line; or at one that is no field, and is kept out of the header by an empty line (RFC 5322 §2.1). */
    private void endHeader(ByteBuffer kept) {
        if (!EMPTY_LINE.contentEquals(start)) {
            kept.put(octets(EMPTY_LINE));
        }
        kept.put(octets(start));
        start.setLength(0);
        place = Place.BODY;
    }

    private void keep(byte octet, ByteBuffer kept) {
        if (!TAKEN_OUT.contains(field)) {
            kept.put(octet);
        }
        if (READ.contains(field) && !repeated) {
            StringBuilder text = texts.computeIfAbsent(field, name -> new StringBuilder());
            if (text.length() < MAX_TEXT) {
                text.append((char) (octet & 0xFF));
            }
        }
    }

    /** Whether a field of that name was there; of Date and Message-ID, and those that {@link #text} knows. */
    public boolean has(String name) {
        return names.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * What stands in the first field of that name, in one line; nothing if there is none, or more than can be held.
     *
     * @param name one of From, Sender, Reply-To, To and Cc
     */
    public Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name.toLowerCase(Locale.ROOT)))
                .filter(text -> text.length() < MAX_TEXT)
                .map(text -> new String(octets(text), StandardCharsets.UTF_8))
                .map(SubmittedHeader::unfolded);
    }

    private static String unfolded(String field) {
        return field.substring(field.indexOf(':') + 1).replace("\r\n", "").strip();
    }
}
