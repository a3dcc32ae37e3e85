package io.github.smtpra.engine.report;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.RecipientRequest;
import io.github.smtpra.api.report.SentMail;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.listener.MailConsumer;
import io.github.smtpra.engine.listener.TransactionOutcome;
import io.github.smtpra.engine.submission.BounceAddress;
import io.github.smtpra.outbox.OwedReports;
import io.github.smtpra.protocol.dsn.Notification;
import io.github.smtpra.protocol.dsn.NotificationReader;
import io.github.smtpra.protocol.server.Replies;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes the notifications that come back about our mail, and nothing else: each becomes a report that is owed, durably
 * before its client hears 250. Which mail it is about a token says, in the address that it came to or else in its envelope
 * id; one that names none that is awaited is refused, so that nobody can make up what has become of a mail. Safe for use by
 * many threads.
 */
public final class Bounces implements MailConsumer {
    private static final Logger LOG = System.getLogger("io.github.smtpra.report");
    private static final int BLOCK = 8 * 1024;

    // RFC 3463 §3.8, §3.7, §3.2
    private static final Reply NO_NOTIFICATION =
            Reply.of(550, "5.7.1", "Only delivery status notifications are taken here, from the null sender");
    private static final Reply UNREADABLE = Reply.of(550, "5.6.0", "This is no delivery status notification");
    private static final Reply NOT_AWAITED = Reply.of(550, "5.1.1", "No notification is awaited here");

    private final ReportService.Source source;
    private final BounceAddress address;
    private final Clock clock;

    /**
     * A consumer.
     *
     * @param source where reports are kept
     * @param address the mailbox that notifications come to
     */
    public Bounces(ReportService.Source source, BounceAddress address, Clock clock) {
        this.source = source;
        this.address = address;
        this.clock = clock;
    }

    /** RFC 3461 §6.1, RFC 5321 §3.6.3 (DSN-002, DSN-013): notifications are from nobody; all else is refused at once. */
    @Override
    public Optional<Reply> refusal(RecipientRequest request) {
        if (!request.reversePath().isNull()) {
            return Optional.of(NO_NOTIFICATION);
        }
        Optional<String> token = address.token(request.recipient().mailbox());
        try {
            return token.isEmpty() || awaited(token.get()).isPresent() ? Optional.empty() : Optional.of(NOT_AWAITED);
        } catch (IOException e) {
            return Optional.of(unavailable(e));
        }
    }

    private Optional<SentMail> awaited(String token) throws IOException {
        return source.reports().awaited(token, clock.instant());
    }

    private static Reply unavailable(IOException e) {
        LOG.log(Level.ERROR, "SMTPRA134 A notification waits: " + e.getMessage());
        return Replies.LOCAL_ERROR;
    }

    @Override
    public TransactionOutcome deliver(InboundMail mail) {
        try {
            Optional<Notification> notification = read(mail);
            return notification.isPresent()
                    ? owed(mail, notification.get())
                    : new TransactionOutcome.Rejected(UNREADABLE);
        } catch (IOException e) {
            return new TransactionOutcome.Rejected(unavailable(e));
        }
    }

    private static Optional<Notification> read(InboundMail mail) throws IOException {
        NotificationReader reader = new NotificationReader();
        try (InputStream content = mail.openContent()) {
            byte[] block = new byte[BLOCK];
            for (int read = content.read(block); read >= 0; read = content.read(block)) {
                reader.take(block, read);
            }
        }
        return reader.finish();
    }

    private TransactionOutcome owed(InboundMail mail, Notification notification) throws IOException {
        OwedReports reports = source.reports();
        for (String token : tokens(mail, notification)) {
            Optional<SentMail> sent = awaited(token);
            if (sent.isPresent()) {
                reports.owe(token, RemoteFates.reports(notification), clock.instant());
                LOG.log(
                        Level.INFO,
                        "notification=" + mail.id() + " id=" + sent.get().id() + " outcome=owed");
                return new TransactionOutcome.Committed();
            }
        }
        return new TransactionOutcome.Rejected(NOT_AWAITED);
    }

    /** RFC 3464 §2.2.1 (DSN-003): the address says it, or what the sender has called the mail. */
    private Iterable<String> tokens(InboundMail mail, Notification notification) {
        Stream<String> addressed = mail.envelope().recipients().stream()
                .map(Recipient::mailbox)
                .flatMap(mailbox -> address.token(mailbox).stream());
        return Stream.concat(addressed, notification.envelopeId().stream()).toList();
    }
}
