package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.Optional;

/** The client's side of EXTERNAL (RFC 4422 Appendix A). */
final class ExternalClient implements ClientMechanism {
    private final byte[] authzid;

    ExternalClient(Credentials.Certificate credentials) {
        authzid = credentials.user().orElse("").getBytes(UTF_8);
    }

    @Override
    public String name() {
        return Mechanism.EXTERNAL.wireName();
    }

    @Override
    public Optional<byte[]> initialResponse() {
        return Optional.of(authzid.clone());
    }

    @Override
    public byte[] respond(byte[] challenge) throws SyntaxException {
        throw new SyntaxException("EXTERNAL has no challenge");
    }
}
