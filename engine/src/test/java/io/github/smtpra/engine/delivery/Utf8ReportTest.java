package io.github.smtpra.engine.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.OriginalRecipient;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReturnContent;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.engine.SettableClock;
import io.github.smtpra.engine.delivery.InMemoryOutbox.Staged;
import io.github.smtpra.outbox.Diagnosis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports on mail that was sent with SMTPUTF8 (RFC 6533), or with REQUIRETLS (RFC 8689 §5). */
class Utf8ReportTest {
    private static final String CONTENT = "Subject: Gr\u00fc\u00dfe\r\nX: \0\r\n\r\nbody\r\n";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryOutbox outbox = new InMemoryOutbox(clock);
    private final Reports reports = new Reports(outbox, "mail.example", clock);

    private Staged report(Envelope envelope, Recipient recipient) throws IOException {
        Diagnosis diagnosis = new Diagnosis(EnhancedStatusCode.parse("5.1.1"), "mx.example", "550 no", "words");
        reports.submit(
                new MailId("0m"),
                envelope,
                List.of(new ReportedRecipient(recipient, ReportAction.FAILED, diagnosis)),
                new ByteArrayInputStream(CONTENT.getBytes(UTF_8)));
        return outbox.waiting().get(0);
    }

    private static String text(Staged report) {
        return new String(report.text().getBytes(ISO_8859_1), UTF_8);
    }

    // DSN-010
    @Test
    void a_recipient_in_utf8_is_named_in_utf8() throws IOException {
        Recipient recipient = Recipient.of("j\u00f8rg@gr\u00fcn.example")
                .withOriginalRecipient(new OriginalRecipient("utf-8", "J\u00f8rg@gr\u00fcn.example"));

        Staged report = report(Envelope.from("gr\u00fcn@x.example"), recipient);

        assertThat(report.envelope().options().isSmtpUtf8()).isTrue();
        assertThat(text(report))
                .contains("To: <gr\u00fcn@x.example>\r\n")
                .contains("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n")
                .contains("Content-Type: message/global-delivery-status\r\nContent-Transfer-Encoding: 8bit\r\n")
                .contains("Original-Recipient: utf-8; J\u00f8rg@gr\u00fcn.example\r\n")
                .contains("Final-Recipient: utf-8; j\u00f8rg@gr\u00fcn.example\r\n")
                .contains(
                        "Content-Type: message/global-headers\r\nContent-Transfer-Encoding: 8bit\r\n\r\nSubject: Gr\u00fc\u00dfe\r\nX: ?\r\n")
                .doesNotContain("body");
    }

    // DSN-010
    @Test
    void a_sender_in_ascii_gets_the_report_without_smtputf8() throws IOException {
        Envelope envelope = Envelope.from("a@x.example").withOptions(TransferOptions.NONE.withSmtpUtf8());

        Staged report = report(envelope, Recipient.of("b@y.example"));

        assertThat(report.envelope().options().isSmtpUtf8()).isFalse();
        assertThat(text(report))
                .contains("message/global-delivery-status")
                .contains("Final-Recipient: rfc822; b@y.example\r\n");
    }

    // DSN-010, DSN-006
    @Test
    void the_whole_mail_comes_back_as_message_global() throws IOException {
        Envelope envelope = Envelope.from("gr\u00fcn@x.example").withReturnContent(ReturnContent.FULL);
        Diagnosis diagnosis = new Diagnosis(EnhancedStatusCode.parse("5.1.1"), "", "", "words");
        reports.submit(
                new MailId("0m"),
                envelope,
                List.of(new ReportedRecipient(Recipient.of("b@y.example"), ReportAction.FAILED, diagnosis)),
                new ByteArrayInputStream("Subject: Gr\u00fc\u00dfe\r\n\r\nbody\r\n".getBytes(UTF_8)));

        assertThat(text(outbox.waiting().get(0)))
                .contains(
                        "Content-Type: message/global\r\nContent-Transfer-Encoding: 8bit\r\n\r\nSubject: Gr\u00fc\u00dfe\r\n\r\nbody\r\n");
    }

    // DSN-010: the form for mail without SMTPUTF8
    @Test
    void elsewhere_an_original_recipient_in_utf8_is_written_in_ascii() throws IOException {
        Recipient recipient =
                Recipient.of("b@y.example").withOriginalRecipient(new OriginalRecipient("utf-8", "J\\x{F8}rg@x"));

        assertThat(text(report(Envelope.from("a@x.example"), recipient)))
                .contains("Content-Type: message/delivery-status\r\n")
                .contains("Original-Recipient: utf-8; J\\x{F8}rg@x\r\n")
                .contains("Subject: Gr????e\r\n");
    }

    // SRV-293, CLI-066
    @Test
    void with_requiretls_the_header_comes_back_on_a_road_as_safe() throws IOException {
        Envelope envelope = Envelope.from("a@x.example")
                .withReturnContent(ReturnContent.FULL)
                .withOptions(TransferOptions.NONE.withRequireTls());

        Staged report = report(envelope, Recipient.of("b@y.example"));

        assertThat(report.envelope().options().isRequireTls()).isTrue();
        assertThat(text(report)).contains("text/rfc822-headers").doesNotContain("body");
    }
}
