package io.github.smtpra.outbox;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Envelope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Mails and outcomes for tests. */
public final class Mails {
    public static final Envelope TO_ANN = Envelope.from("help@example.com").to("ann@example.org");
    public static final Envelope TO_THREE =
            Envelope.from("help@example.com").to("ann@example.org", "bob@example.net", "\"c d\"@example.org");
    public static final Diagnosis OK =
            new Diagnosis(new EnhancedStatusCode(2, 0, 0), "mx.example.org", "250 2.0.0 taken", "delivered");
    public static final Diagnosis BUSY =
            new Diagnosis(new EnhancedStatusCode(4, 2, 2), "mx.example.org", "452 4.2.2 full", "mailbox full");

    private Mails() {}

    public static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A content of {@code size} octets, the last line ended, made as it is read. */
    public static InputStream large(long size) {
        return new InputStream() {
            private long at;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0];
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (at == size) {
                    return -1;
                }
                int count = (int) Math.min(length, size - at);
                for (int i = 0; i < count; i++) {
                    into[offset + i] = octet(at + i, size);
                }
                at += count;
                return count;
            }
        };
    }

    private static byte octet(long index, long size) {
        if (index == size - 2 || index % 64 == 62) {
            return '\r';
        }
        boolean afterCr = index == size - 1 || index % 64 == 63 && index > 0;
        return (byte) (afterCr ? '\n' : 'a');
    }

    public static StagedMail staged(Outbox outbox, String text) throws IOException {
        return outbox.stage(TO_ANN, text(text));
    }

    public static List<RecipientOutcome> all(ClaimedMail mail, Outcome outcome) {
        return mail.recipients().stream()
                .map(each -> new RecipientOutcome(each.position(), each.recipient(), outcome))
                .toList();
    }

    public static String content(Outbox outbox, ClaimedMail mail) throws IOException {
        try (InputStream in = outbox.openContent(mail)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
