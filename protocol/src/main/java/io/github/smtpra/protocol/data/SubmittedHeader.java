package io.github.smtpra.protocol.data;

import java.io.ByteArrayOutputStream;
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

    private static final int MAX_NAME = 64;
    private static final int MAX_TEXT = 16 * 1024;

    private final Set<String> names = new HashSet<>();
    private final Map<String, ByteArrayOutputStream> texts = new HashMap<>();
    private final ByteArrayOutputStream start = new ByteArrayOutputStream();
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
        ByteArrayOutputStream kept = new ByteArrayOutputStream(piece.remaining() + MAX_NAME);
        while (piece.hasRemaining() && place != Place.BODY) {
            take(piece.get(), kept);
        }
        byte[] rest = new byte[piece.remaining()];
        piece.get(rest);
        kept.writeBytes(rest);
        return ByteBuffer.wrap(kept.toByteArray());
    }

    /** The content has ended: what is still held of it. */
    public ByteBuffer end() {
        ByteBuffer held = ByteBuffer.wrap(start.toByteArray());
        start.reset();
        return held;
    }

    private void take(byte octet, ByteArrayOutputStream kept) {
        if (place == Place.IN_FIELD) {
            inField(octet, kept);
        } else {
            start.write(octet);
            lineStart(octet, kept);
        }
    }

    private void inField(byte octet, ByteArrayOutputStream kept) {
        keep(octet, kept);
        if (octet == '\n' && last == '\r') {
            place = Place.LINE_START;
        }
        last = octet;
    }

    private void lineStart(byte octet, ByteArrayOutputStream kept) {
        boolean continuation = start.size() == 1 && (octet == ' ' || octet == '\t') && !field.isEmpty();
        if (continuation) {
            leaveStart(kept);
        } else if (octet == ':') {
            field = start.toString(StandardCharsets.ISO_8859_1)
                    .replace(":", "")
                    .strip()
                    .toLowerCase(Locale.ROOT);
            repeated = !names.add(field);
            leaveStart(kept);
        } else if (octet == '\n' || start.size() > MAX_NAME) {
            endHeader(kept);
        }
    }

    private void leaveStart(ByteArrayOutputStream kept) {
        for (byte octet : start.toByteArray()) {
            keep(octet, kept);
        }
        start.reset();
        last = 0;
        place = Place.IN_FIELD;
    }

    /** At an empty line; or at one that is no field, and is kept out of the header by an empty line (RFC 5322 §2.1). */
    private void endHeader(ByteArrayOutputStream kept) {
        byte[] line = start.toByteArray();
        if (line.length != 2 || line[0] != '\r') {
            kept.writeBytes(new byte[] {'\r', '\n'});
        }
        kept.writeBytes(line);
        start.reset();
        place = Place.BODY;
    }

    private void keep(byte octet, ByteArrayOutputStream kept) {
        if (!TAKEN_OUT.contains(field)) {
            kept.write(octet);
        }
        if (READ.contains(field) && !repeated) {
            ByteArrayOutputStream text = texts.computeIfAbsent(field, name -> new ByteArrayOutputStream());
            if (text.size() < MAX_TEXT) {
                text.write(octet);
            }
        }
    }

    /** Whether a field of that name was there, in any case. */
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
                .filter(text -> text.size() < MAX_TEXT)
                .map(text -> text.toString(StandardCharsets.UTF_8))
                .map(SubmittedHeader::unfolded);
    }

    private static String unfolded(String field) {
        return field.substring(field.indexOf(':') + 1).replace("\r\n", "").strip();
    }
}
