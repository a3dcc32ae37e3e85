package io.github.smtpra.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.smtpra.protocol.grammar.SyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Throws random messages at both sides of every mechanism. Each ends in an outcome or a {@link SyntaxException}; nobody
 * is let in who can not know the password, and no server is believed that can not. The first octet chooses the
 * mechanism; an octet of 254 stands between two messages.
 */
class SaslFuzzTest {
    private static final byte BETWEEN = (byte) 254;
    private static final int MAX_STEPS = 100;
    private static final List<Mechanism> MECHANISMS = List.copyOf(EnumSet.allOf(Mechanism.class));
    private static final Channel TLS = Channel.ENCRYPTED
            .with(ChannelBindings.NONE.with(ChannelBindings.TLS_SERVER_END_POINT, new byte[] {1}))
            .withClientCertificate();

    /** All that a client may say. */
    @FuzzTest
    void clients(byte[] octets) {
        if (octets.length == 0) {
            return;
        }
        Mechanism mechanism = MECHANISMS.get((octets[0] & 0xff) % MECHANISMS.size());
        ServerMechanism server = new ServerMechanisms(
                        EnumSet.allOf(Mechanism.class), Mechanism.ClearText.FORBIDDEN, "mx.example.com", () -> "Nonce")
                .begin(mechanism, TLS);
        try {
            boolean accepted = isAccepted(server, messages(octets));
            // Only who has the password can prove it, and no proof is in the corpus.
            assertThat(accepted && mechanism.wireName().startsWith("SCRAM")).isFalse();
        } catch (SyntaxException e) {
            assertThat(e.why()).matches("[ -~]{1,400}");
        }
    }

    private static boolean isAccepted(ServerMechanism server, List<byte[]> messages) throws SyntaxException {
        ServerStep step = server.begin();
        for (byte[] message : messages) {
            if (step instanceof ServerStep.Challenge) {
                step = server.respond(message);
            }
            for (int i = 0; i < MAX_STEPS && step instanceof ServerStep.Ask ask; i++) {
                step = server.resume(Users.answer(ask.question()));
            }
        }
        assertThat(step).isNotInstanceOf(ServerStep.Ask.class);
        return step instanceof ServerStep.Accept;
    }

    /** All that a server may say. */
    @FuzzTest
    void servers(byte[] octets) {
        if (octets.length == 0) {
            return;
        }
        Mechanism mechanism = MECHANISMS.get((octets[0] & 0xff) % MECHANISMS.size());
        ClientMechanisms mechanisms = new ClientMechanisms(
                EnumSet.allOf(Mechanism.class), Mechanism.ClearText.FORBIDDEN, () -> "ClientNonce");
        ClientMechanism client = mechanisms
                .strongest(credentials(mechanism), Set.of(mechanism.wireName()), TLS)
                .orElseThrow();
        try {
            client.initialResponse();
            for (byte[] message : messages(octets)) {
                assertThat(client.respond(message)).isNotNull();
            }
            assertThat(client.mayEnd() && mechanism.wireName().startsWith("SCRAM"))
                    .isFalse();
        } catch (SyntaxException e) {
            assertThat(e.why()).matches("[ -~]{1,400}");
        }
    }

    private static Credentials credentials(Mechanism mechanism) {
        return switch (mechanism.asks()) {
            case CERTIFICATE -> new Credentials.Certificate(Optional.empty());
            case TOKEN -> new Credentials.Token("ann", new Secret("good"));
            case PASSWORD, DIGEST, SCRAM_SHA_1, SCRAM_SHA_256 -> new Credentials.Password("ann", new Secret("pencil"));
        };
    }

    private static List<byte[]> messages(byte[] octets) {
        List<byte[]> messages = new ArrayList<>();
        int start = 1;
        for (int at = 1; at <= octets.length; at++) {
            if (at == octets.length || octets[at] == BETWEEN) {
                messages.add(Arrays.copyOfRange(octets, start, at));
                start = at + 1;
            }
        }
        return messages;
    }

    /** What is not base64 is told apart, and what is comes back as it was. */
    @FuzzTest
    void base64(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        try {
            byte[] decoded = Base64Text.decode(text);
            assertThat(Base64Text.decode(Base64Text.encode(decoded))).isEqualTo(decoded);
        } catch (SyntaxException e) {
            assertThat(e.why()).matches("[ -~]{1,400}");
        }
    }
}
