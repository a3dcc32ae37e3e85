package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.Optional;

/** The client's side of CRAM-MD5 (RFC 2195 §2). */
final class CramMd5Client implements ClientMechanism {
    private final Credentials.Password credentials;

    CramMd5Client(Credentials.Password credentials) {
        this.credentials = credentials;
    }

    @Override
    public String name() {
        return Mechanism.CRAM_MD5.wireName();
    }

    @Override
    public Optional<byte[]> initialResponse() {
        return Optional.empty();
    }

    @Override
    public byte[] respond(byte[] challenge) throws SyntaxException {
        String digest = CramMd5.digest(credentials.password(), Utf8.decode(challenge));
        return (credentials.user() + " " + digest).getBytes(UTF_8);
    }
}
