package io.github.smtpra.engine.listener;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.data.SubmittedHeader;
import io.github.smtpra.protocol.sasl.Identity;
import io.github.smtpra.protocol.server.ClientInTrace;
import io.github.smtpra.protocol.server.MailFacts;
import io.github.smtpra.protocol.server.SessionFacts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is put on top of a submission (RFC 6409 §8). */
class SubmittedFieldsTest {
    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 11, 23, 12, 0, 0, 0, ZoneOffset.UTC);
    private static final String COMPLETE = "Date: x\r\nMessage-ID: <1@x>\r\n";

    private static MailFacts facts(String reversePath, String user) {
        SessionFacts session = new SessionFacts(
                "c.example",
                "ESMTPSA",
                Optional.empty(),
                Optional.of(Identity.of(user)),
                Optional.empty(),
                ClientInTrace.SHOWN);
        return new MailFacts(Envelope.from(reversePath).to("b@y.example"), 0, session);
    }

    private static SubmittedHeader header(String text) {
        SubmittedHeader header = new SubmittedHeader();
        header.edit(ByteBuffer.wrap((text + "\r\nbody\r\n").getBytes(UTF_8)));
        return header;
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String missing(String header, MailFacts facts) {
        return new SubmittedFields(header(header), facts).missing(new MailId("0m"), "mail.example", NOW);
    }

    private static Optional<Integer> refusal(String header, MailFacts facts) {
        return new SubmittedFields(header(header), facts).refusal().map(Reply::code);
    }

    // SRV-244, SRV-245, SRV-253, MSG-001, MSG-003, MSG-004
    @Test
    void what_is_missing_is_added() {
        assertThat(missing("Subject: x\r\n", facts("ann@x.example", "ann")))
                .isEqualTo(lines(
                        "Date: Mon, 23 Nov 2026 12:00:00 +0000",
                        "Message-ID: <0m@mail.example>",
                        "From: ann@x.example"));
    }

    // SRV-244
    @Test
    void what_is_there_is_left_alone() {
        assertThat(missing(COMPLETE + "From: Ann <ANN@x.example>\r\n", facts("ann@x.example", "ann")))
                .isEmpty();
        assertThat(missing("date: x\r\nmessage-id: x\r\nfrom: ann@x.example\r\n", facts("ann@x.example", "ann")))
                .isEmpty();
    }

    // SRV-245
    @ParameterizedTest
    @ValueSource(strings = {"boss@x.example", "ann@x.example, boss@x.example", "Team: ann@x.example;"})
    void who_has_sent_it_is_named_where_from_does_not(String from) {
        assertThat(missing(COMPLETE + "From: " + from + "\r\n", facts("ann@x.example", "ann")))
                .isEqualTo("Sender: ann@x.example\r\n");
        assertThat(missing(COMPLETE + "Sender: eve@x\r\nFrom: " + from + "\r\n", facts("ann@x.example", "ann")))
                .isEmpty();
    }

    // SRV-060, SRV-245
    @Test
    void of_a_mail_from_the_null_path_the_user_is_the_sender() {
        assertThat(missing(COMPLETE, facts("", "ann@x.example"))).isEqualTo("From: ann@x.example\r\n");
        assertThat(missing(COMPLETE + "From: boss@x.example\r\n", facts("", "ann")))
                .isEmpty();
        assertThat(refusal("Subject: x\r\n", facts("", "ann"))).contains(554);
        assertThat(refusal("From: a@x.example\r\n", facts("", "ann"))).isEmpty();
    }

    // SRV-242
    @ParameterizedTest
    @ValueSource(strings = {"From: a@@x", "To: a b@x.example", "Cc: <a@x", "Sender: a@x y", "Reply-To: a@x.example>"})
    void a_field_that_names_nobody_is_refused(String field) {
        assertThat(refusal("From: ann@x.example\r\n" + field + "\r\n", facts("ann@x.example", "ann")))
                .isEqualTo(field.startsWith("From") ? Optional.empty() : Optional.of(554));
        assertThat(refusal(field + "\r\n", facts("ann@x.example", "ann"))).contains(554);
    }

    // SRV-242
    @ParameterizedTest
    @ValueSource(
            strings = {
                "To: undisclosed-recipients:;",
                "To: ",
                "To: root",
                "To: \"B, C\" <b@x.example>,\r\n c@y.example",
                "To: =?utf-8?q?=C3=BC?= <b@x.example>",
                "To: J. Q. Public <b@x.example>",
                "Cc: grün@grün.example"
            })
    void what_people_write_is_taken(String field) {
        assertThat(refusal("From: ann@x.example\r\n" + field + "\r\n", facts("ann@x.example", "ann")))
                .isEmpty();
    }

    // SRV-135, SRV-137
    @Test
    void a_submission_goes_on_and_has_no_return_path_of_ours() throws Exception {
        InetSocketAddress client = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 1);
        MailFacts plain = facts("ann@x.example", "ann");
        MailFacts urgent = new MailFacts(
                plain.envelope().withOptions(plain.envelope().options().withPriority(3)), 0, plain.session());
        Arrival arrival = new Arrival(new MailId("0m"), urgent, client, NOW);

        assertThat(arrival.trace("mail.example", Optional.of(header(COMPLETE + "From: ann@x.example\r\n"))))
                .isEqualTo(lines(
                        "Received: from c.example ([127.0.0.1])",
                        "\tby mail.example with ESMTPSA id 0m",
                        "\tfor <b@y.example>",
                        "\tPRIORITY 3;",
                        "\tMon, 23 Nov 2026 12:00:00 +0000"));
        assertThat(arrival.trace("mail.example", Optional.empty())).startsWith("Return-Path: <ann@x.example>\r\n");
    }
}
