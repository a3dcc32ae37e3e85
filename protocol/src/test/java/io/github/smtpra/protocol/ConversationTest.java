package io.github.smtpra.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.client.ClientEngine;
import io.github.smtpra.protocol.client.ClientSettings;
import io.github.smtpra.protocol.client.OutgoingMail;
import io.github.smtpra.protocol.client.RecipientResult.Accepted;
import io.github.smtpra.protocol.client.RecipientResult.Refused;
import io.github.smtpra.protocol.client.RecipientResult.Unsendable;
import io.github.smtpra.protocol.client.TlsPolicy;
import io.github.smtpra.protocol.server.ServerProfile;
import io.github.smtpra.protocol.server.ServerProfile.Role;
import io.github.smtpra.protocol.server.ServerProfile.TlsOffer;
import io.github.smtpra.protocol.server.ServerRules;
import java.time.Clock;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
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
}
