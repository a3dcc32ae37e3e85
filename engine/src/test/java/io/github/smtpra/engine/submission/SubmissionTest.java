package io.github.smtpra.engine.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.MailException;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outboxes;
import io.github.smtpra.outbox.StagedMail;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application hands in, and what of it lies in the outbox. */
class SubmissionTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private Outbox outbox;
    private Submission submission;

    @BeforeEach
    void open() throws Exception {
        outbox = Outboxes.acquire(directory, CLOCK);
        submission = new Submission(outbox, "host.example", CLOCK);
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    private static MimeMessage message() throws MessagingException {
        MimeMessage message = new MimeMessage((Session) null);
        message.setFrom("ann@example.com");
        message.setRecipients(RecipientType.TO, "bob@example.org");
        message.setSubject("Hello");
        message.setText("Dear Bob,\nhow are you?\n");
        return message;
    }

    private static MimeMessage parsed(String text) throws MessagingException {
        InputStream octets = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        return new MimeMessage(Session.getInstance(new Properties()), octets);
    }

    private String sent(StagedMail mail) throws Exception {
        outbox.submit(List.of(mail));
        try (InputStream content = outbox.openContent(outbox.claim(1).get(0))) {
            return new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    // MSG-001
    @Test
    void theHeaderNamesTheEnvelope() throws Exception {
        MimeMessage message = message();
        message.setSender(new InternetAddress("secretary@example.com"));
        message.setRecipients(RecipientType.CC, "Carol <carol@example.org>, bob@EXAMPLE.org");
        message.setRecipients(RecipientType.BCC, "dan@example.net");

        Envelope envelope = submission.stage(message).envelope();

        assertThat(envelope.reversePath()).hasToString("<secretary@example.com>");
        assertThat(envelope.recipients())
                .extracting(Recipient::toString)
                .containsExactly("<bob@example.org>", "<carol@example.org>", "<dan@example.net>");
    }

    // MSG-001
    @ParameterizedTest
    @ValueSource(strings = {"Date", "From", "Subject", "To", "Message-ID", "References", "subject"})
    void aFieldThatMayStandOnceDoesNotStandTwice(String field) throws Exception {
        MimeMessage message = message();
        message.setSender(new InternetAddress("secretary@example.com"));
        message.setHeader(field, "carol@example.org");
        message.addHeader(field, "dan@example.org");

        assertThatThrownBy(() -> submission.stage(message))
                .isInstanceOf(MailException.class)
                .hasMessageContainingAll("header field", "more than once");
    }

    // MSG-001
    @Test
    void aMessageWithoutAuthorIsFromWhoeverSendsIt() throws Exception {
        MimeMessage message = message();
        message.removeHeader("From");

        Envelope envelope = Envelope.from("ann@example.com").to("bob@example.org");
        assertThat(sent(submission.stage(envelope, message))).containsOnlyOnce("From: ann@example.com\r\n");
        Envelope anonymous = Envelope.from(ReversePath.NULL).to("bob@example.org");
        assertThat(sent(submission.stage(anonymous, message))).doesNotContain("From: ");
    }

    // MSG-019
    @Test
    void groupsNameTheirMembers() throws Exception {
        MimeMessage message = message();
        message.setHeader("To", "friends: bob@example.org, \"c d\"@example.org;, undisclosed-recipients:;");

        assertThat(submission.stage(message).envelope().recipients())
                .extracting(Recipient::toString)
                .containsExactly("<bob@example.org>", "<\"c d\"@example.org>");
    }

    // MSG-009
    @Test
    void blindCopiesAreNotTold() throws Exception {
        MimeMessage message = message();
        message.setRecipients(RecipientType.BCC, "dan@example.net");
        message.setHeader("resent-bcc", "eve@example.net");

        String sent = sent(submission.stage(message));

        assertThat(sent).doesNotContainIgnoringCase("bcc").doesNotContain("dan@", "eve@");
        assertThat(message.getHeader("Bcc")).containsExactly("dan@example.net");
    }

    // MSG-003, MSG-004
    @Test
    void whatIsMissingIsMade() throws Exception {
        String sent = sent(submission.stage(message()));

        assertThat(sent).containsPattern("(?m)^Message-ID: <[0-9a-v]{22}@host\\.example>\r\n");
        assertThat(sent).containsPattern("(?m)^Date: Mon, 23 Nov 2026 ");
        assertThat(sent).contains("MIME-Version: 1.0\r\n", "Content-Type: text/plain; charset=us-ascii\r\n");
        assertThat(sent).endsWith("\r\n\r\nDear Bob,\r\nhow are you?\r\n");
    }

    @Test
    void whatIsThereStays() throws Exception {
        MimeMessage message = message();
        message.setHeader("Message-ID", "<mine@example.com>");
        message.setHeader("Date", "Tue, 1 Dec 2026 00:00:00 +0000");

        String sent = sent(submission.stage(message));

        assertThat(sent).containsOnlyOnce("Message-ID:").contains("Message-ID: <mine@example.com>\r\n");
        assertThat(sent).containsOnlyOnce("Date:").contains("Date: Tue, 1 Dec 2026 00:00:00 +0000\r\n");
    }

    @Test
    void theCallersObjectIsNotChanged() throws Exception {
        MimeMessage message = message();
        List<String> before = Collections.list(message.getAllHeaderLines());

        submission.stage(message);
        submission.stage(message);

        assertThat(Collections.list(message.getAllHeaderLines())).isEqualTo(before);
    }

    @Test
    void aMessageOfPartsIsWrittenWithItsBoundary() throws Exception {
        MimeMessage message = message();
        MimeBodyPart text = new MimeBodyPart();
        text.setText("Grüße", "UTF-8");
        message.setContent(new MimeMultipart(text));

        MimeMessage received = parsed(sent(submission.stage(message)));

        assertThat(((MimeMultipart) received.getContent()).getBodyPart(0).getContent())
                .isEqualTo("Grüße");
        assertThat(message.getHeader("Content-Type")).isNull();
    }

    // MSG-016
    @Test
    void aReceivedMessageKeepsItsOctets() throws Exception {
        String signed = String.join(
                "\r\n",
                "Content-Type: text/plain; charset=iso-8859-1",
                "Content-Transfer-Encoding: 8bit",
                "From: ann@example.com",
                "To: bob@example.org",
                "",
                "Gr\u00fc\u00dfe =20  ",
                "");

        String sent = sent(submission.stage(parsed(signed)));

        assertThat(sent).startsWith(signed.substring(0, signed.indexOf("\r\n\r\n")));
        assertThat(sent).endsWith("\r\n\r\nGr\u00fc\u00dfe =20  \r\n");
    }

    // RFC 5322 §3.6.6 (MSG-010)
    @Test
    void blocksOfResentFieldsStayOnTopAndTheOriginalsAsTheyWere() throws Exception {
        String resent = String.join(
                "\r\n",
                "Resent-From: cal@example.net",
                "Resent-To: dan@example.net",
                "Resent-Date: Mon, 23 Nov 2026 12:00:00 +0000",
                "Resent-From: bob@example.org",
                "Resent-To: cal@example.net",
                "Date: Sun, 22 Nov 2026 12:00:00 +0000",
                "Message-ID: <original@example.com>",
                "From: ann@example.com",
                "To: bob@example.org");

        String sent = sent(submission.stage(parsed(resent + "\r\n\r\nHello\r\n")));

        assertThat(sent).startsWith(resent + "\r\n").endsWith("\r\n\r\nHello\r\n");
    }

    @Test
    void aReceivedMessageThatWasChangedIsSentAsChanged() throws Exception {
        MimeMessage template = parsed("From: ann@example.com\r\nTo: bob@example.org\r\nSubject: Old\r\n\r\nold\r\n");
        template.setSubject("New");
        template.setText("new");
        template.saveChanges();

        String sent = sent(submission.stage(template));

        assertThat(sent)
                .contains("Subject: New\r\n")
                .endsWith("\r\n\r\nnew\r\n")
                .doesNotContain("old");
    }

    // MSG-005
    @Test
    void aSubjectOutsideAsciiIsEncoded() throws Exception {
        MimeMessage message = message();
        message.setSubject("Grüße", "UTF-8");

        assertThat(sent(submission.stage(message))).contains("Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\r\n");
    }

    // MSG-002
    @Test
    void aLongFieldIsFolded() throws Exception {
        MimeMessage message = message();
        message.setHeader("References", "<0123456789@example.com> ".repeat(60).trim());

        String sent = sent(submission.stage(message));

        assertThat(sent.lines()).allMatch(line -> line.length() <= 998);
        assertThat(sent.replace("\r\n ", " ")).contains("<0123456789@example.com> <0123456789@example.com>");
    }

    // MSG-002
    @Test
    void aLongFieldWithoutBlanksIsRefused() throws Exception {
        MimeMessage message = message();
        message.setHeader("X-Token", "x".repeat(2000));

        assertThatThrownBy(() -> submission.stage(message))
                .isInstanceOf(MailException.class)
                .hasMessageContaining("X-Token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nBcc: eve@example.net",
                "x\nBcc: eve@example.net",
                "x\rBcc: eve@example.net",
                "x\r\n",
                "x\r\n \r\n\r\nbody",
                "x\r\n \r\n y",
                "x\r\n.\r\nMAIL FROM:<eve@example.net>",
                "x\0y",
                "x\u001by",
                "x\u007fy",
                "x\u0085y",
                "x\u2028y",
                "x\ud83dy",
                "x\udc80y"
            })
    void whatCouldBecomeASecondFieldIsRefused(String value) throws Exception {
        MimeMessage message = message();
        message.setHeader("X-Note", value);

        assertThatThrownBy(() -> submission.stage(message))
                .isInstanceOf(MailException.class)
                .hasMessageContaining("X-Note")
                .hasMessageNotContaining("eve");
        assertThatThrownBy(() -> submission.stage(Envelope.from("").to("bob@example.org"), message))
                .isInstanceOf(MailException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X Note", "", "X\r\nBcc", "X-N\u00f6te"})
    void aFieldWithoutAValidNameIsRefused(String name) throws Exception {
        MimeMessage message = message();
        message.addHeader(name, "x");

        assertThatThrownBy(() -> submission.stage(message)).isInstanceOf(MailException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob",
                "bob@",
                "bob@@example.org",
                "bob@example.org> NOTIFY=NEVER",
                "<bob@example.org>\r\nBcc: eve@example.net",
                "\"bob\r\nRCPT TO:<eve@example.net>\"@example.org",
                "b\ud83db@example.org",
                "bob@ex\u2028ample.org",
                "<@relay.example:bob@example.org>"
            })
    void anAddressThatIsNoneIsRefusedByItsField(String address) throws Exception {
        MimeMessage message = message();
        message.setHeader("Cc", address);

        assertThatThrownBy(() -> submission.stage(message))
                .isInstanceOf(MailException.class)
                .hasMessageContaining("Cc");
    }

    @Test
    void aMailNeedsSenderRecipientAndContent() throws Exception {
        MimeMessage nobody = message();
        nobody.removeHeader("To");
        MimeMessage anonymous = message();
        anonymous.removeHeader("From");
        MimeMessage two = message();
        two.setHeader("From", "ann@example.com, amy@example.com");
        MimeMessage empty = new MimeMessage((Session) null);
        empty.setFrom("ann@example.com");
        empty.setRecipients(RecipientType.TO, "bob@example.org");

        assertThatThrownBy(() -> submission.stage(nobody)).hasMessageContaining("no recipient");
        assertThatThrownBy(() -> submission.stage(anonymous)).hasMessageContaining("no sender");
        assertThatThrownBy(() -> submission.stage(two)).hasMessageContaining("Sender");
        assertThatThrownBy(() -> submission.stage(empty)).isInstanceOf(MailException.class);
        assertThatThrownBy(() -> submission.stage(Envelope.from("ann@example.com"), message()))
                .hasMessageContaining("no recipient");
        assertThatThrownBy(() -> submission.stage(Envelope.from(""), new ByteArrayInputStream(new byte[0])))
                .hasMessageContaining("no recipient");
    }

    // SRV-135
    @Test
    void aFinishedMessageIsTakenAsItIs() throws Exception {
        byte[] content = "Subject: x\n\n.\nBcc: y\n".getBytes(StandardCharsets.US_ASCII);

        StagedMail mail = submission.stage(Envelope.from("").to("bob@example.org"), new ByteArrayInputStream(content));

        assertThat(sent(mail)).isEqualTo("Subject: x\r\n\r\n.\r\nBcc: y\r\n");
    }

    // CLI-018, MSG-008
    @Test
    void aMailWithUtf8AsksForIt() throws Exception {
        MimeMessage subject = message();
        subject.setHeader("Subject", "Gru\u0308\u00dfe");
        MimeMessage recipient = message();
        recipient.setHeader("To", "b\u00f6b@gr\u00fcn.example");
        byte[] finished = "Subject: Gr\u00fc\u00dfe\r\n\r\nx\r\n".getBytes(StandardCharsets.UTF_8);
        Envelope plain = Envelope.from("").to("bob@example.org");

        StagedMail first = submission.stage(subject);

        assertThat(first.envelope().options().isSmtpUtf8()).isTrue();
        assertThat(sent(first).getBytes(StandardCharsets.ISO_8859_1))
                .containsSequence("Subject: Gr\u00fc\u00dfe\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(submission.stage(recipient).envelope().recipients())
                .extracting(Recipient::toString)
                .containsExactly("<b\u00f6b@gr\u00fcn.example>");
        assertThat(submission.stage(recipient).envelope().options().isSmtpUtf8())
                .isTrue();
        assertThat(asksForUtf8(plain, finished)).isTrue();
        assertThat(asksForUtf8(Envelope.from("").to("b\u00f6b@example.org"), new byte[0]))
                .isTrue();
    }

    // CLI-018: ASCII-only mails go without; a body needs 8BITMIME and no more
    @Test
    void aMailWithoutUtf8InItsHeaderDoesNot() throws Exception {
        Envelope plain = Envelope.from("").to("bob@example.org");

        assertThat(submission.stage(message()).envelope().options().isSmtpUtf8())
                .isFalse();
        assertThat(asksForUtf8(plain, "Subject: x\r\n\r\nGr\u00fc\u00dfe\r\n".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(asksForUtf8(plain, "Subject: Gr\u00fc\u00dfe\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)))
                .isFalse();
    }

    private boolean asksForUtf8(Envelope envelope, byte[] content) throws Exception {
        return submission
                .stage(envelope, new ByteArrayInputStream(content))
                .envelope()
                .options()
                .isSmtpUtf8();
    }

    // CVE-2025-7962: characters whose low octets are CR and LF
    @Test
    void charactersOutsideAsciiAreWrittenAsUtf8AndNeverCut() throws Exception {
        MimeMessage message = message();
        message.setHeader("X-Note", "x\u760d\u760aBcc: eve@example.net");

        assertThat(sent(submission.stage(message)))
                .contains("X-Note: x\u00e7\u0098\u008d\u00e7\u0098\u008aBcc: eve@example.net\r\n");
    }

    @Test
    void theRenderedMessageCanBeRead() throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        RenderedMessage.of(message(), "host.example", CLOCK.instant()).writeTo(written);

        assertThat(parsed(written.toString(StandardCharsets.US_ASCII)).getSubject())
                .isEqualTo("Hello");
    }
}
