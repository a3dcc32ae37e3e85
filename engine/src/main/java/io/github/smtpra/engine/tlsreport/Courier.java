package io.github.smtpra.engine.tlsreport;

import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.StagedMail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Takes reports where they are wanted. Waits for web servers, and for the outbox. Safe for use by many threads. */
final class Courier {
    private final Outbox outbox;
    private final ReportUploader uploader;
    private final Optional<String> route;

    /**
     * Takes reports by mail to {@code outbox}, others by {@code uploader}.
     *
     * @param route the name of the road that mails take, if not the usual one
     */
    Courier(Outbox outbox, ReportUploader uploader, Optional<String> route) {
        this.outbox = outbox;
        this.uploader = uploader;
        this.route = route;
    }

    /** When a report goes out, and until when it may be tried. */
    record Time(Instant now, Instant end) {
        Duration left() {
            Duration left = Duration.between(now, end);
            return left.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofMinutes(1) : left;
        }
    }

    /**
     * Takes {@code document} to {@code target}; returns how many octets it has. What goes by mail is in the outbox then.
     *
     * @throws IOException if it is not there
     */
    int take(ReportDocument document, ReportTarget target, Time time) throws IOException {
        if (target instanceof ReportTarget.Mail mail) {
            return mail(document, mail.mailbox(), time);
        } else if (target instanceof ReportTarget.Web web) {
            byte[] octets = document.compressed();
            uploader.upload(web.uri(), octets);
            return octets.length;
        }
        throw new IllegalArgumentException("no such target: " + target);
    }

    private int mail(ReportDocument document, Mailbox mailbox, Time time) throws IOException {
        byte[] octets = new ReportMail(document).write(mailbox, time.now());
        // Nobody is told of a report that does not arrive: NOTIFY=NEVER (RFC 3461 §4.1).
        Envelope envelope = Envelope.from(ReversePath.of(document.reporter().sender()))
                .withRecipients(List.of(new Recipient(mailbox).withNotify(Notify.NEVER)))
                .withOptions(mailbox.isAscii() ? TransferOptions.NONE : TransferOptions.NONE.withSmtpUtf8());
        SendOptions options =
                SendOptions.NONE.withIdempotencyKey(key(document.id(), mailbox)).withGiveUpAfter(time.left());
        StagedMail staged =
                outbox.stage(envelope, route.map(options::withRoute).orElse(options), new ByteArrayInputStream(octets));
        outbox.submit(List.of(staged));
        return octets.length;
    }

    /** A crash between this and what is noted of it does not send the report twice. */
    private static String key(ReportId id, Mailbox mailbox) {
        try {
            byte[] name = (id + " " + mailbox).getBytes(StandardCharsets.UTF_8);
            return "tls-report-"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(name));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
