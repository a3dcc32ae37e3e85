package io.github.smtpra.engine.delivery;

import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.protocol.client.OutgoingMail;
import io.github.smtpra.protocol.mime.ContentScan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A claimed mail in the words of the protocol. Two of the same mail are equal. Content that is small is read once; for one
 * thread at a time.
 */
final class ClaimedContent implements MailContent {
    private static final int SMALL = 64 * 1024;
    private static final int BLOCK = 64 * 1024;

    private final Outbox outbox;
    private final ClaimedMail mail;
    private Optional<byte[]> small = Optional.empty();
    private Optional<IOException> unreadable = Optional.empty();

    /** The content of {@code mail}, which lies in {@code outbox}. */
    ClaimedContent(Outbox outbox, ClaimedMail mail) {
        this.outbox = outbox;
        this.mail = mail;
    }

    /** What is in the content is found out by looking: lines may be longer than any peer takes (CLI-013). */
    @Override
    public OutgoingMail outgoing() {
        try {
            return new OutgoingMail(mail.envelope().withBody(scanned().type()), mail.size());
        } catch (IOException e) {
            // Heard of when it is sent, which ends the attempt.
            unreadable = Optional.of(e);
            return new OutgoingMail(mail.envelope(), mail.size());
        }
    }

    private ContentScan scanned() throws IOException {
        ContentScan scan = new ContentScan();
        try (InputStream in = open()) {
            byte[] block = new byte[Math.max(1, (int) Math.min(BLOCK, mail.size()))];
            for (int count = in.read(block); count > 0; count = in.read(block)) {
                scan.take(block, count);
            }
        }
        return scan;
    }

    @Override
    public InputStream open() throws IOException {
        if (unreadable.isPresent()) {
            throw unreadable.get();
        }
        if (mail.size() > SMALL) {
            return outbox.openContent(mail);
        }
        if (small.isEmpty()) {
            try (InputStream in = outbox.openContent(mail)) {
                small = Optional.of(in.readAllBytes());
            }
        }
        return new ByteArrayInputStream(small.get());
    }

    @Override
    public void finalDot(List<Integer> accepted) throws OutboxException {
        outbox.finalDot(
                mail,
                accepted.stream()
                        .map(place -> mail.recipients().get(place).position())
                        .toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClaimedContent that && outbox == that.outbox && mail.equals(that.mail);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mail);
    }
}
