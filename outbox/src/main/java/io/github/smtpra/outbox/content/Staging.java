package io.github.smtpra.outbox.content;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.Sending;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;

/** Reads contents to their end, in memory that does not grow with them. Safe for use by many threads. */
public final class Staging {
    private static final int BLOCK = 16 * 1024;
    private static final int SMALL_BLOCK = 2 * 1024;

    private final ContentFiles files;
    private final Clock clock;

    /** Stages into {@code files}. */
    public Staging(ContentFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * Reads {@code content}, which stays open.
     *
     * @throws OutboxException if there is no recipient, or the content can not be stored
     * @throws IOException if {@code content} can not be read
     */
    public Staged stage(Sending sending, InputStream content) throws IOException {
        if (sending.envelope().recipients().isEmpty()) {
            throw new OutboxException("A mail needs a recipient");
        }
        Instant now = clock.instant();
        MailId id = MailId.next(now);
        try (Spool spool = new Spool(files, id)) {
            boolean binary = sending.envelope().body() == BodyType.BINARY_MIME;
            if (binary) {
                // RFC 3030 §3 (CLI-017): whoever says so means each octet as it stands.
                copyOctets(content, spool);
            } else {
                copyLines(content, spool);
            }
            MailContent kept = spool.finish();
            BodyType lines = spool.hasEighthBit() ? BodyType.EIGHT_BIT_MIME : BodyType.SEVEN_BIT;
            Sending found = sending.withEnvelope(sending.envelope().withBody(binary ? BodyType.BINARY_MIME : lines));
            return new Staged(new NewMail(id, found, spool.size(), now, kept), files);
        } catch (IOException | RuntimeException | Error e) {
            files.delete(id);
            throw e;
        }
    }

    /** Most mails are small, and say so. */
    private static int blockFor(int available) {
        return available == 0 ? BLOCK : Math.min(BLOCK, Math.max(SMALL_BLOCK, available));
    }

    private static void copyOctets(InputStream content, Spool spool) throws IOException {
        byte[] block = new byte[blockFor(content.available())];
        for (int read = content.read(block); read >= 0; read = content.read(block)) {
            spool.write(block, 0, read);
        }
    }

    private static void copyLines(InputStream content, Spool spool) throws IOException {
        LineEnds lines = new LineEnds(spool);
        byte[] block = new byte[blockFor(content.available())];
        for (int read = content.read(block); read >= 0; read = content.read(block)) {
            lines.take(block, read);
        }
        lines.end();
    }
}
