package io.github.smtpra.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.client.ClientEngine;
import io.github.smtpra.protocol.client.ClientSettings;
import io.github.smtpra.protocol.client.Login;
import io.github.smtpra.protocol.client.OutgoingMail;
import io.github.smtpra.protocol.client.RecipientResult.Accepted;
import io.github.smtpra.protocol.client.RecipientResult.NotAttempted;
import io.github.smtpra.protocol.client.RecipientResult.Refused;
import io.github.smtpra.protocol.client.RecipientResult.Unsendable;
import io.github.smtpra.protocol.client.TlsPolicy;
import io.github.smtpra.protocol.sasl.ClientMechanisms;
import io.github.smtpra.protocol.sasl.Credentials;
import io.github.smtpra.protocol.sasl.Mechanism;
import io.github.smtpra.protocol.sasl.Secret;
import io.github.smtpra.protocol.sasl.ServerMechanisms;
import io.github.smtpra.protocol.server.AuthenticationRules;
import io.github.smtpra.protocol.server.ServerEngine;
import io.github.smtpra.protocol.server.ServerProfile;
import io.github.smtpra.protocol.server.ServerProfile.Role;
import io.github.smtpra.protocol.server.ServerProfile.TlsOffer;
import io.github.smtpra.protocol.server.ServerRules;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real client against the real server, whatever the segments. */
class ConversationTest {
    private static Conversation conversation(int segment, TlsPolicy client, TlsOffer server) {
        ServerProfile profile = ServerProfile.builder(Role.SMTP, "mx.example.com")
                .tls(server)
                .maxSize(1000)
                .build();
        return new Conversation(
                new ClientEngine(ClientSettings.of("client.example", client)),
                new ServerRules(profile, Clock.systemUTC()).newSession(),
                segment);
    }

    private static OutgoingMail mail(String from, int size, String... to) {
        return new OutgoingMail(Envelope.from(from).to(to).withBody(BodyType.EIGHT_BIT_MIME), size);
    }

    // SRV-110, CLI-012
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10_000})
    void mails_of_all_kinds_pass_one_session(int segment) {
        Conversation talk = conversation(segment, TlsPolicy.NEVER, TlsOffer.OFFERED);

        assertThat(talk.send(mail("a@b.example", 20, "x@example.com", "nobody@example.com"), ".\r\n..\r\n\u00e9\r\n"))
                .satisfiesExactly(one -> assertThat(one).isInstanceOf(Accepted.class), two -> assertThat(two)
                        .isInstanceOf(Refused.class));
        assertThat(talk.send(mail("", 1, "nobody@example.com"), "text"))
                .singleElement()
                .isInstanceOf(Refused.class);
        assertThat(talk.send(mail("", 1, "\"a b\"@example.com"), "bare\nline\rends"))
                .singleElement()
                .isInstanceOf(Accepted.class);
        talk.quit();

        assertThat(talk.received())
                .containsExactly(
                        "<a@b.example>|[<x@example.com>]|ESMTP|.\r\n..\r\n\u00e9\r\n",
                        "<>|[<\"a b\"@example.com>]|ESMTP|bare\r\nline\r\nends\r\n");
        assertThat(talk.isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10_000})
    void tls_is_begun_where_the_server_needs_it(int segment) {
        Conversation talk = conversation(segment, TlsPolicy.IF_OFFERED, TlsOffer.REQUIRED);

        assertThat(talk.send(mail("a@b.example", 6, "x@example.com"), "text\r\n"))
                .singleElement()
                .isInstanceOf(Accepted.class);

        assertThat(talk.received()).containsExactly("<a@b.example>|[<x@example.com>]|ESMTPS|text\r\n");
    }

    // CLI-015
    @ParameterizedTest
    @ValueSource(ints = {1, 10_000})
    void a_mail_beyond_the_announced_size_is_not_tried(int segment) {
        Conversation talk = conversation(segment, TlsPolicy.NEVER, TlsOffer.NONE);

        assertThat(talk.send(mail("a@b.example", 1001, "x@example.com"), "text"))
                .singleElement()
                .isInstanceOf(Unsendable.class);
        assertThat(talk.received()).isEmpty();
    }

    // SRV-095, CLI-009
    @ParameterizedTest
    @ValueSource(ints = {1, 10_000})
    void a_hundred_and_more_recipients_pass_in_order(int segment) {
        Conversation talk = conversation(segment, TlsPolicy.NEVER, TlsOffer.NONE);
        String[] all =
                IntStream.range(0, 150).mapToObj(i -> "r" + i + "@example.com").toArray(String[]::new);

        assertThat(talk.send(mail("a@b.example", 6, all), "text\r\n"))
                .hasSize(150)
                .startsWith(new Accepted(Reply.of(250, "2.0.0", "Ok")));
        assertThat(talk.received())
                .singleElement()
                .asString()
                .contains("<r0@", "<r99@")
                .doesNotContain("<r100@");
    }

    // CLI-009: MAIL, RCPT and DATA behind the final dot, and behind the last chunk.
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10_000})
    void a_mail_goes_behind_the_end_of_another(int segment) {
        Conversation talk = conversation(segment, TlsPolicy.NEVER, TlsOffer.NONE);
        OutgoingMail binary = new OutgoingMail(
                Envelope.from("a@b.example").to("x@example.com").withBody(BodyType.BINARY_MIME), 10);

        assertThat(talk.sendTogether(mail("a@b.example", 6, "x@example.com"), mail("", 6, "y@example.com"), "text\r\n"))
                .hasSize(2)
                .allMatch(Accepted.class::isInstance);
        assertThat(talk.sendTogether(binary, mail("", 6, "z@example.com"), "text\r\n"))
                .hasSize(2)
                .allMatch(Accepted.class::isInstance);

        assertThat(talk.followed()).isEqualTo(2);
        assertThat(talk.received()).hasSize(4).allMatch(one -> one.endsWith("|text\r\n"));
    }

    // CLI-017: octets that only BDAT can carry.
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10_000})
    void binary_content_arrives_octet_for_octet(int segment) {
        Conversation talk = conversation(segment, TlsPolicy.NEVER, TlsOffer.NONE);
        String octets = "\r\n.\r\nRSET\r\n\0\u00ff\n\r.";

        assertThat(talk.send(
                        new OutgoingMail(
                                Envelope.from("a@b.example").to("x@example.com").withBody(BodyType.BINARY_MIME),
                                octets.length()),
                        octets))
                .singleElement()
                .isInstanceOf(Accepted.class);
        assertThat(talk.received()).containsExactly("<a@b.example>|[<x@example.com>]|ESMTP|" + octets);
    }

    // CLI-018
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10_000})
    void addresses_in_utf8_arrive(int segment) {
        Conversation talk = conversation(segment, TlsPolicy.NEVER, TlsOffer.NONE);

        assertThat(talk.send(mail("j\u00f6rg@b\u00fccher.example", 6, "\u00e9ve@example.com"), "text\r\n"))
                .singleElement()
                .isInstanceOf(Accepted.class);
        assertThat(talk.received()).singleElement().asString().contains("j\u00f6rg@b\u00fccher.example", "\u00e9ve@");
    }

    // CLI-068, CLI-069: each mechanism, with the server's half of it.
    @ParameterizedTest
    @EnumSource(names = {"SCRAM_SHA_256", "SCRAM_SHA_1", "CRAM_MD5", "PLAIN", "LOGIN"})
    void the_client_logs_in(Mechanism mechanism) {
        Conversation talk = new Conversation(login(mechanism, "pencil"), serverWithUsers(), 5);

        assertThat(talk.send(mail("a@b.example", 6, "x@example.com"), "text\r\n"))
                .singleElement()
                .isInstanceOf(Accepted.class);
        assertThat(talk.received()).singleElement().asString().contains("|ESMTPSA|");
    }

    // CLI-070
    @ParameterizedTest
    @EnumSource(names = {"SCRAM_SHA_256", "SCRAM_SHA_1", "CRAM_MD5", "PLAIN", "LOGIN"})
    void a_wrong_password_is_said_once(Mechanism mechanism) {
        Conversation talk = new Conversation(login(mechanism, "pencils"), serverWithUsers(), 5);

        assertThat(talk.send(mail("a@b.example", 6, "x@example.com"), "text\r\n"))
                .singleElement()
                .isInstanceOf(NotAttempted.class);
        assertThat(talk.received()).isEmpty();
    }

    private static ClientEngine login(Mechanism mechanism, String password) {
        Login login = new Login(
                new Credentials.Password("ann", new Secret(password)),
                new ClientMechanisms(Set.of(mechanism), Mechanism.ClearText.FORBIDDEN, () -> "ClientNonce"));
        return new ClientEngine(
                ClientSettings.of("client.example", TlsPolicy.REQUIRED).withLogin(login));
    }

    private static ServerEngine serverWithUsers() {
        ServerMechanisms all = new ServerMechanisms(
                EnumSet.allOf(Mechanism.class), Mechanism.ClearText.FORBIDDEN, "mx.example.com", () -> "ServerNonce");
        ServerProfile profile = ServerProfile.builder(Role.SMTP, "mx.example.com")
                .tls(TlsOffer.OFFERED)
                .authentication(new AuthenticationRules(all, AuthenticationRules.Need.OPTIONAL, 9))
                .build();
        return new ServerRules(profile, Clock.systemUTC()).newSession();
    }
}
