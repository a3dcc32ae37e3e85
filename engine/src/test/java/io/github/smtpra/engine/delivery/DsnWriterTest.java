package io.github.smtpra.engine.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.OriginalRecipient;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.engine.delivery.DsnWriter.Subject;
import io.github.smtpra.engine.delivery.OriginalMessage.Extent;
import io.github.smtpra.outbox.Diagnosis;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DsnWriterTest {
    private static final Instant SENT = Instant.parse("2026-01-01T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-03T09:10:11Z");
    private static final Mailbox SENDER = Mailbox.parse("help@x.example");
    private static final Mailbox ANN = Mailbox.parse("ann@y.example");
    private static final Mailbox BOB = Mailbox.parse("\"b b\"@y.example");
    private static final MailId MAIL = new MailId("0m");

    private static MimeMessage report(String original, ReportedRecipient... recipients)
            throws MessagingException, IOException {
        return parsed(new DsnWriter("mail.example").write(subject(original, recipients), NOW));
    }

    private static MimeMessage parsed(byte[] text) throws MessagingException {
        assertThat(new String(text, ISO_8859_1).replace("\r\n", ""))
                .doesNotContain("\r")
                .doesNotContain("\n");
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(text));
    }

    private static MimeMessage reportWithAll(String original, ReportedRecipient... recipients)
            throws MessagingException, IOException {
        OriginalMessage message = OriginalMessage.read(
                new ByteArrayInputStream(original.getBytes(ISO_8859_1)), Extent.WHOLE, ReportForm.ASCII);
        Subject subject = new Subject(
                SENDER,
                MAIL,
                SENT,
                Optional.of(SENT.plusSeconds(90)),
                Optional.of("QQ 1+2"),
                List.of(recipients),
                message,
                ReportForm.ASCII);
        return parsed(new DsnWriter("mail.example").write(subject, NOW));
    }

    private static ReportedRecipient taken(ReportAction action, Recipient recipient) {
        return new ReportedRecipient(
                recipient,
                action,
                new Diagnosis(
                        EnhancedStatusCode.parse("2.0.0"), "mx.example", "250 2.0.0 queued", "mx.example took it"));
    }

    private static Subject subject(String original, ReportedRecipient... recipients) throws IOException {
        OriginalMessage message = OriginalMessage.read(
                new ByteArrayInputStream(original.getBytes(ISO_8859_1)), Extent.HEADER, ReportForm.ASCII);
        return new Subject(
                SENDER, MAIL, SENT, Optional.empty(), Optional.empty(), List.of(recipients), message, ReportForm.ASCII);
    }

    private static ReportedRecipient refused(Mailbox recipient, String reply) {
        return new ReportedRecipient(
                new Recipient(recipient),
                ReportAction.FAILED,
                new Diagnosis(EnhancedStatusCode.parse("5.1.1"), "mx.example", reply, "mx.example said: " + reply));
    }

    private static BodyPart part(MimeMessage report, int index) throws MessagingException, IOException {
        return ((MimeMultipart) report.getContent()).getBodyPart(index);
    }

    private static List<InternetHeaders> statusFields(MimeMessage report) throws MessagingException, IOException {
        ByteArrayInputStream status =
                new ByteArrayInputStream(part(report, 1).getInputStream().readAllBytes());
        return List.of(new InternetHeaders(status), new InternetHeaders(status), new InternetHeaders(status));
    }

    // DSN-001, DSN-008, DSN-009, MSG-003
    @Test
    void is_a_valid_mail_that_no_program_answers() throws Exception {
        MimeMessage report = report("Message-ID: <1@x>\r\nSubject: hi\r\n\r\nbody", refused(ANN, "550 no"));

        assertThat(report.getFrom()[0]).hasToString("Mail Delivery System <mailer-daemon@mail.example>");
        assertThat(report.getAllRecipients()[0]).hasToString("help@x.example");
        assertThat(report.getSentDate()).isEqualTo(NOW);
        assertThat(report.getMessageID()).matches("<\\w+@mail\\.example>");
        assertThat(report.getHeader("In-Reply-To")).containsExactly("<1@x>");
        assertThat(report.getHeader("References")).containsExactly("<1@x>");
        assertThat(report.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        assertThat(report.getHeader("MIME-Version")).containsExactly("1.0");
        assertThat(report.getSubject()).isNotBlank();
        ContentType type = new ContentType(report.getContentType());
        assertThat(type.match("multipart/report")).isTrue();
        assertThat(type.getParameter("report-type")).isEqualTo("delivery-status");
    }

    // DSN-003, DSN-004
    @Test
    void tells_programs_what_failed() throws Exception {
        MimeMessage report = report("Subject: hi\r\n\r\n", refused(ANN, "550 5.1.1 no such user"), expired(BOB));
        List<InternetHeaders> fields = statusFields(report);

        assertThat(part(report, 1).isMimeType("message/delivery-status")).isTrue();
        assertThat(fields.get(0).getHeader("Reporting-MTA")).containsExactly("dns; mail.example");
        assertThat(fields.get(0).getHeader("Arrival-Date")).containsExactly("Thu, 1 Jan 2026 08:00:00 +0000");
        assertThat(fields.get(1).getHeader("Final-Recipient")).containsExactly("rfc822; ann@y.example");
        assertThat(fields.get(1).getHeader("Action")).containsExactly("failed");
        assertThat(fields.get(1).getHeader("Status")).containsExactly("5.1.1");
        assertThat(fields.get(1).getHeader("Remote-MTA")).containsExactly("dns; mx.example");
        assertThat(fields.get(1).getHeader("Diagnostic-Code")).containsExactly("smtp; 550 5.1.1 no such user");
        assertThat(fields.get(2).getHeader("Final-Recipient")).containsExactly("rfc822; \"b b\"@y.example");
        assertThat(fields.get(2).getHeader("Status")).containsExactly("4.4.7");
        assertThat(fields.get(2).getHeader("Remote-MTA")).isNull();
        assertThat(fields.get(2).getHeader("Diagnostic-Code")).isNull();
    }

    private static ReportedRecipient expired(Mailbox recipient) {
        return new ReportedRecipient(
                new Recipient(recipient),
                ReportAction.FAILED,
                new Diagnosis(EnhancedStatusCode.parse("4.4.7"), "", "", "given up"));
    }

    @Test
    void tells_people_what_failed() throws Exception {
        MimeMessage report = report("Subject: hi\r\n\r\n", refused(ANN, "550 5.1.1 no such user"), expired(BOB));

        assertThat(part(report, 0).isMimeType("text/plain")).isTrue();
        assertThat((String) part(report, 0).getContent())
                .contains("<ann@y.example>", "mx.example said: 550 5.1.1 no such user", "given up")
                .contains("Thu, 1 Jan 2026");
    }

    // DSN-006
    @Test
    void quotes_the_header_and_nothing_of_the_body() throws Exception {
        MimeMessage report = report("Subject: hi\r\nX: \u00e9\0\r\n\r\nsecret body\r\n", refused(ANN, "550 no"));
        String quoted = new String(part(report, 2).getInputStream().readAllBytes(), US_ASCII);

        assertThat(part(report, 2).isMimeType("text/rfc822-headers")).isTrue();
        assertThat(quoted).isEqualTo("Subject: hi\r\nX: ??\r\n");
    }

    // DSN-011, MSG-002
    @Test
    void long_replies_are_folded() throws Exception {
        String reply = "550 " + "word ".repeat(150).strip();
        MimeMessage report = report("Subject: hi\r\n\r\n", refused(ANN, reply));
        String[] diagnostic = statusFields(report).get(1).getHeader("Diagnostic-Code");

        assertThat(diagnostic[0].replaceAll("\r\n ", " ")).isEqualTo("smtp; " + reply);
        assertThat(diagnostic[0].split("\r\n")).allMatch(line -> line.length() <= 78);
    }

    @Test
    void a_header_without_end_is_cut() throws Exception {
        MimeMessage report = report("X: y\r\n".repeat(100_000), refused(ANN, "550 no"));

        assertThat(part(report, 2).getSize()).isLessThan(33_000);
    }

    // DSN-008
    @Test
    void what_is_no_message_id_is_not_referred_to() throws Exception {
        MimeMessage report = report("Message-ID: <1@x> <2@x>\r\nSubject: hi\r\n\r\n", refused(ANN, "550 no"));

        assertThat(report.getHeader("In-Reply-To")).isNull();
    }

    // DSN-003, DSN-004, CLI-083
    @Test
    void tells_programs_what_went_well() throws Exception {
        Recipient ann = new Recipient(ANN).withOriginalRecipient(new OriginalRecipient("rfc822", "ann+x@z.example"));
        MimeMessage report = reportWithAll(
                "Subject: hi\r\n\r\n",
                taken(ReportAction.DELIVERED, ann),
                taken(ReportAction.RELAYED, new Recipient(BOB)));
        List<InternetHeaders> fields = statusFields(report);

        assertThat(report.getSubject()).isEqualTo("Mail was delivered");
        assertThat(fields.get(0).getHeader("Original-Envelope-Id")).containsExactly("QQ 1+2");
        assertThat(new MailDateFormat().parse(fields.get(0).getHeader("Deliver-By-Date", null)))
                .isEqualTo(SENT.plusSeconds(90));
        assertThat(fields.get(1).getHeader("Original-Recipient")).containsExactly("rfc822; ann+x@z.example");
        assertThat(fields.get(1).getHeader("Final-Recipient")).containsExactly("rfc822; ann@y.example");
        assertThat(fields.get(1).getHeader("Action")).containsExactly("delivered");
        assertThat(fields.get(1).getHeader("Status")).containsExactly("2.0.0");
        assertThat(fields.get(1).getHeader("Diagnostic-Code")).isNull();
        assertThat(fields.get(2).getHeader("Original-Recipient")).isNull();
        assertThat(fields.get(2).getHeader("Action")).containsExactly("relayed");
        assertThat(fields.get(2).getHeader("Remote-MTA")).containsExactly("dns; mx.example");
        assertThat((String) part(report, 0).getContent())
                .contains("was delivered", "<ann@y.example>", "does not confirm", "<\"b b\"@y.example>")
                .doesNotContain("could not");
    }

    // DSN-006
    @ParameterizedTest
    @ValueSource(
            strings = {"Subject: hi\r\nsecret\r\n", "Subject: hi\r\n a\r\nsecret: is secret\n\nb\r\n", "secret\r\n"})
    void text_that_no_empty_line_parts_from_the_header_is_not_quoted(String original) throws Exception {
        assertThat(new String(
                        part(report(original, refused(ANN, "550 no")), 2)
                                .getInputStream()
                                .readAllBytes(),
                        US_ASCII))
                .doesNotContain("secret");
    }

    // DSN-003
    @Test
    void without_an_envelope_id_none_is_made_up() throws Exception {
        MimeMessage report = report("Subject: hi\r\n\r\n", refused(ANN, "550 no"));

        assertThat(statusFields(report).get(0).getHeader("Original-Envelope-Id"))
                .isNull();
        assertThat(statusFields(report).get(1).getHeader("Original-Recipient")).isNull();
    }

    // DSN-001, DSN-006
    @Test
    void returns_the_whole_mail_octet_by_octet() throws Exception {
        String original = "Message-ID: <1@x>\r\nSubject: hi\r\n\r\n.body \u00e9\r\nno end";
        MimeMessage report = reportWithAll(original, refused(ANN, "550 no"));

        assertThat(part(report, 2).isMimeType("message/rfc822")).isTrue();
        assertThat(part(report, 2).getHeader("Content-Transfer-Encoding")).containsExactly("8bit");
        assertThat(report.getHeader("Content-Transfer-Encoding")).containsExactly("8bit");
        assertThat(part(report, 2).getInputStream().readAllBytes()).isEqualTo(original.getBytes(ISO_8859_1));
        assertThat(((MimeMessage) part(report, 2).getContent()).getSubject()).isEqualTo("hi");
    }

    // MSG-007
    @Test
    void a_whole_mail_in_ascii_keeps_the_report_in_ascii() throws Exception {
        MimeMessage report = reportWithAll("Subject: hi\r\n\r\nbody\r\n", refused(ANN, "550 no"));

        assertThat(part(report, 2).isMimeType("message/rfc822")).isTrue();
        assertThat(report.getHeader("Content-Transfer-Encoding")).isNull();
    }

    // DSN-006
    @ParameterizedTest
    @MethodSource("unreturnable")
    void what_is_too_large_or_not_made_of_lines_is_cut_to_its_header(String body) throws Exception {
        MimeMessage report = reportWithAll("Subject: hi\r\n\r\n" + body, refused(ANN, "550 no"));

        assertThat(part(report, 2).isMimeType("text/rfc822-headers")).isTrue();
        assertThat(new String(part(report, 2).getInputStream().readAllBytes(), US_ASCII))
                .isEqualTo("Subject: hi\r\n");
    }

    static Stream<String> unreturnable() {
        return Stream.of("x\0y", "x\ry", "x\ny", "x".repeat(999), "0123456789abcd\r\n".repeat(64 * 1024));
    }

    // DSN-005
    @Test
    void status_and_action_agree() {
        Diagnosis ok = taken(ReportAction.DELIVERED, new Recipient(ANN)).diagnosis();

        assertThatThrownBy(() -> new ReportedRecipient(new Recipient(ANN), ReportAction.FAILED, ok))
                .isInstanceOf(IllegalArgumentException.class);
        Diagnosis bad = refused(ANN, "550 no").diagnosis();
        assertThatThrownBy(() -> new ReportedRecipient(new Recipient(ANN), ReportAction.RELAYED, bad))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
