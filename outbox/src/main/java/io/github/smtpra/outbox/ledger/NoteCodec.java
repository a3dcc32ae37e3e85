package io.github.smtpra.outbox.ledger;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Notes as octets. Numbers are big-endian, texts modified UTF-8 behind their length in two octets.
 *
 * <pre>
 * record  = length(4) crc(4) payload         ; crc: CRC-32C of the payload
 * payload = type(1) millis(8) activation digest(32) [reply]
 * type    = "B" begun / "D" done, with reply / "F" forgotten
 * reply   = code(2) status count(2) *line    ; status: "5.1.1", or empty
 * </pre>
 */
final class NoteCodec {
    /** Octets before the payload. */
    static final int HEADER = 8;

    /** No payload is longer; a length above it is not one. */
    static final int MAX_PAYLOAD = 1 << 20;

    private static final int DIGEST_OCTETS = 32;

    private NoteCodec() {}

    /** The whole record of {@code note}. */
    static byte[] encode(Note note) {
        byte[] payload = payload(note);
        return ByteBuffer.allocate(HEADER + payload.length)
                .putInt(payload.length)
                .putInt(crc(payload))
                .put(payload)
                .array();
    }

    static int crc(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload);
        return (int) crc.getValue();
    }

    private static byte[] payload(Note note) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(octets)) {
            out.writeByte(type(note));
            out.writeLong(note.at().toEpochMilli());
            out.writeUTF(note.key().activation());
            out.write(HexFormat.of().parseHex(note.key().digest()));
            if (note instanceof Note.Done done) {
                writeReply(out, done.reply());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return octets.toByteArray();
    }

    private static char type(Note note) {
        if (note instanceof Note.Begun) {
            return 'B';
        }
        return note instanceof Note.Done ? 'D' : 'F';
    }

    private static void writeReply(DataOutputStream out, Reply reply) throws IOException {
        out.writeShort(reply.code());
        out.writeUTF(reply.status().map(EnhancedStatusCode::toString).orElse(""));
        out.writeShort(reply.lines().size());
        for (String line : reply.lines()) {
            out.writeUTF(line);
        }
    }

    /**
     * The note in {@code payload}, whose checksum is right.
     *
     * @throws IOException if it is not a note
     */
    static Note decode(byte[] payload) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
            byte type = in.readByte();
            Instant at = Instant.ofEpochMilli(in.readLong());
            String activation = in.readUTF();
            DeliveryKey key = DeliveryKey.of(activation, in.readNBytes(DIGEST_OCTETS));
            return switch (type) {
                case 'B' -> new Note.Begun(key, at);
                case 'D' -> new Note.Done(key, at, readReply(in));
                case 'F' -> new Note.Forgotten(key, at);
                default -> throw new IOException("unknown type of note " + type);
            };
        } catch (IllegalArgumentException e) {
            throw new IOException("not a note", e);
        }
    }

    private static Reply readReply(DataInputStream in) throws IOException {
        int code = in.readShort();
        String status = in.readUTF();
        int count = in.readShort();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(in.readUTF());
        }
        return new Reply(
                code, status.isEmpty() ? Optional.empty() : Optional.of(EnhancedStatusCode.parse(status)), lines);
    }
}
