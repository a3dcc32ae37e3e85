package io.github.smtpra.engine.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReturnContent;
import io.github.smtpra.engine.SettableClock;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Diagnosis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told what, and how much of the mail comes back (RFC 3461 §4.1, §4.3, §6). */
class ReportsTest {
    private static final String CONTENT = "Subject: hi\r\n\r\nsecret body\r\n";
    private static final Envelope ENVELOPE = Envelope.from("a@x.example");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryOutbox outbox = new InMemoryOutbox(clock);
    private final Reports reports = new Reports(outbox, "mail.example", clock);

    private static Recipient recipient(String notify) {
        Recipient plain = Recipient.of("b@y.example");
        return notify.isEmpty() ? plain : plain.withNotify(Notify.parse(notify));
    }

    private static ReportedRecipient reported(Recipient recipient, ReportAction action, String status, String reply) {
        return new ReportedRecipient(
                recipient, action, new Diagnosis(EnhancedStatusCode.parse(status), "", reply, "words"));
    }

    private static ReportedRecipient failed(String notify) {
        return reported(recipient(notify), ReportAction.FAILED, "5.1.1", "550 no");
    }

    private static ReportedRecipient delivered(String notify) {
        return reported(recipient(notify), ReportAction.DELIVERED, "2.0.0", "250 ok");
    }

    /** The texts of the reports that are made. */
    private List<String> made(Envelope envelope, ReportedRecipient... recipients) throws IOException {
        reports.submit(
                new MailId("0m"),
                envelope,
                List.of(recipients),
                new ByteArrayInputStream(CONTENT.getBytes(ISO_8859_1)));
        List<String> texts = new ArrayList<>();
        for (ClaimedMail mail : outbox.claim(10)) {
            texts.add(new String(outbox.openContent(mail).readAllBytes(), ISO_8859_1));
        }
        return texts;
    }

    @ParameterizedTest
    @CsvSource({
        "'',1,0",
        "NEVER,0,0",
        "FAILURE,1,0",
        "SUCCESS,0,1",
        "DELAY,0,0",
        "'SUCCESS,FAILURE',1,1",
        "'FAILURE,DELAY',1,0"
    })
    // DSN-007, DSN-012
    void the_sender_is_told_what_it_wants_to_hear(String notify, int ofFailures, int ofSuccesses) throws IOException {
        assertThat(made(ENVELOPE, failed(notify))).hasSize(ofFailures);
        assertThat(made(ENVELOPE, delivered(notify))).hasSize(ofSuccesses);
    }

    // DSN-004, DSN-007
    @Test
    void one_report_tells_of_all_who_are_wanted_and_of_nobody_else() throws IOException {
        List<String> made = made(
                ENVELOPE,
                reported(
                        Recipient.of("quiet@y.example").withNotify(Notify.NEVER),
                        ReportAction.FAILED,
                        "5.1.1",
                        "550 no"),
                delivered("SUCCESS"),
                failed("FAILURE"));

        assertThat(made).singleElement().satisfies(text -> assertThat(text)
                .contains("Action: failed", "Action: delivered", "Subject: Mail could not be delivered")
                .doesNotContain("quiet"));
    }

    // CLI-025, DSN-002
    @Test
    void a_report_comes_from_the_null_path_and_is_never_reported_on() throws IOException {
        reports.submit(
                new MailId("0m"),
                ENVELOPE.withEnvelopeId("1").withReturnContent(ReturnContent.FULL),
                List.of(failed("")),
                new ByteArrayInputStream(CONTENT.getBytes(ISO_8859_1)));

        assertThat(outbox.claim(1).get(0).envelope())
                .isEqualTo(Envelope.from("")
                        .withRecipients(List.of(Recipient.of("a@x.example").withNotify(Notify.NEVER))));
    }

    // CLI-025, DSN-002
    @Test
    void nobody_is_told_of_a_mail_from_the_null_path() throws IOException {
        assertThat(made(Envelope.from(""), failed("FAILURE"), delivered("SUCCESS")))
                .isEmpty();
    }

    // DSN-006
    @Test
    void the_whole_mail_comes_back_with_a_failure_if_asked_for() throws IOException {
        Envelope full = ENVELOPE.withReturnContent(ReturnContent.FULL);

        assertThat(made(full, failed(""))).singleElement().asString().contains("message/rfc822", "secret body");
    }

    // DSN-006
    @Test
    void else_its_header_does() throws IOException {
        Envelope headers = ENVELOPE.withReturnContent(ReturnContent.HDRS);
        Envelope full = ENVELOPE.withReturnContent(ReturnContent.FULL);

        assertThat(made(headers, failed(""))).singleElement().asString().doesNotContain("secret");
        assertThat(made(ENVELOPE, failed(""))).singleElement().asString().doesNotContain("secret");
        assertThat(made(full, delivered("SUCCESS"))).singleElement().asString().doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.3.4 552 large", "5.2.3 552 large", "5.6.3 554 8-bit", "5.0.0 552 large"})
    void a_report_does_not_take_back_what_could_not_pass(String said) throws IOException {
        String[] words = said.split(" ", 2);
        ReportedRecipient failed = reported(recipient(""), ReportAction.FAILED, words[0], words[1]);

        assertThat(made(ENVELOPE.withReturnContent(ReturnContent.FULL), failed))
                .singleElement()
                .asString()
                .doesNotContain("secret");
    }
}
