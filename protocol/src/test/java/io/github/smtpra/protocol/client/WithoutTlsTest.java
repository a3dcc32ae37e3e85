package io.github.smtpra.protocol.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Reply;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a session knows of a peer that does not come under TLS, for those who report that (RFC 8460). */
class WithoutTlsTest {
    private static ClientEngine after(TlsPolicy policy, String... replies) {
        ClientEngine engine = new ClientEngine(ClientSettings.of("client.example", policy));
        for (String reply : replies) {
            while (engine.next() instanceof ClientAction.Send) {
                // It is written.
            }
            engine.receive(ByteBuffer.wrap((reply + "\r\n").getBytes(US_ASCII)));
        }
        return engine;
    }

    // CLI-067
    @Test
    void a_peer_that_does_not_offer_tls_is_known_by_name() {
        ClientEngine engine = after(TlsPolicy.IF_OFFERED, "220 greeting", "250 mx.y.test at your service");

        assertThat(engine.peerName()).isEqualTo("mx.y.test");
        assertThat(engine.withoutTls()).contains(new WithoutTls(Optional.empty()));
    }

    // CLI-067
    @Test
    void a_peer_that_does_not_know_ehlo_has_a_name_too() {
        ClientEngine engine = after(TlsPolicy.REQUIRED, "220 greeting", "502 what", "250 old.y.test");

        assertThat(engine.peerName()).isEqualTo("old.y.test");
        assertThat(engine.withoutTls()).isPresent();
    }

    // CLI-067
    @Test
    void a_refusal_is_kept() {
        ClientEngine engine =
                after(TlsPolicy.IF_OFFERED, "220 greeting", "250-mx.y.test\r\n250 STARTTLS", "454 4.7.0 not today");

        assertThat(engine.withoutTls().flatMap(WithoutTls::refusal).map(Reply::code))
                .contains(454);
    }

    // CLI-067
    @Test
    void who_does_not_want_tls_does_not_miss_it() {
        ClientEngine engine = after(TlsPolicy.NEVER, "220 greeting", "250 mx.y.test");

        assertThat(engine.withoutTls()).isEmpty();
        assertThat(after(TlsPolicy.IF_OFFERED, "220 greeting").withoutTls()).isEmpty();
    }
}
