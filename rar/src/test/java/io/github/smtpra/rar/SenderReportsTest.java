package io.github.smtpra.rar;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.MailException;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.OriginalRecipient;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.delivery.Reports;
import io.github.smtpra.engine.listener.SenderReport;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outboxes;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a bean's answer to the report in the outbox. */
class SenderReportsTest {
    private static final Recipient ANN = Recipient.of("ann@example.com")
            .withNotify(Notify.on(Notify.Event.SUCCESS))
            .withOriginalRecipient(new OriginalRecipient("rfc822", "info@example.net"));
    private static final Recipient BOB = Recipient.of("bob@example.com");

    @TempDir
    Path directory;

    private static SenderReport report(SenderReport.Fate... fates) {
        Envelope envelope = Envelope.from("a@x.example").withEnvelopeId("QQ1").withRecipients(List.of(ANN, BOB));
        return new SenderReport(
                new MailId("0m"),
                envelope,
                List.of(fates),
                () -> new ByteArrayInputStream("Message-ID: <1@x>\r\n\r\nbody\r\n".getBytes(US_ASCII)));
    }

    @Test
    void whatIsCommittedIsDeliveredAndWhatIsRefusedHasFailed() throws Exception {
        try (Outbox outbox = Outboxes.acquire(directory, Clock.systemUTC())) {
            new SenderReports(() -> new Reports(outbox, "mx.example", Clock.systemUTC()))
                    .report(report(
                            new SenderReport.Fate(ANN, Reply.of(250, "2.0.0", "Ok: committed as 0m")),
                            new SenderReport.Fate(BOB, Reply.of(550, "5.7.1", "not for me"))));

            ClaimedMail queued = outbox.claim(2).get(0);
            assertThat(queued.envelope())
                    .isEqualTo(Envelope.from("")
                            .withRecipients(List.of(Recipient.of("a@x.example").withNotify(Notify.NEVER))));
            InputStream status = statusOf(outbox, queued);
            InternetHeaders mail = new InternetHeaders(status);
            InternetHeaders ann = new InternetHeaders(status);
            InternetHeaders bob = new InternetHeaders(status);
            assertThat(mail.getHeader("Original-Envelope-Id")).containsExactly("QQ1");
            assertThat(ann.getHeader("Original-Recipient")).containsExactly("rfc822; info@example.net");
            assertThat(ann.getHeader("Final-Recipient")).containsExactly("rfc822; ann@example.com");
            assertThat(ann.getHeader("Action")).containsExactly("delivered");
            assertThat(ann.getHeader("Status")).containsExactly("2.0.0");
            assertThat(bob.getHeader("Action")).containsExactly("failed");
            assertThat(bob.getHeader("Status")).containsExactly("5.7.1");
            assertThat(bob.getHeader("Diagnostic-Code")).containsExactly("smtp; 550 5.7.1 not for me");
            // No other host has said so.
            assertThat(bob.getHeader("Remote-MTA")).isNull();
        }
    }

    private static InputStream statusOf(Outbox outbox, ClaimedMail queued) throws Exception {
        try (InputStream content = outbox.openContent(queued)) {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), content);
            InputStream part =
                    ((MimeMultipart) message.getContent()).getBodyPart(1).getInputStream();
            return new ByteArrayInputStream(part.readAllBytes());
        }
    }

    @Test
    void withoutAnOutboxItSaysWhy() {
        SenderReports reports = new SenderReports(() -> {
            throw new MailException("the outbox can not be opened");
        });

        assertThatThrownBy(() -> reports.report(report(new SenderReport.Fate(ANN, Reply.of(250, "2.0.0", "Ok")))))
                .isInstanceOf(IOException.class)
                .hasMessage("the outbox can not be opened");
    }
}
