package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.Locale;

/** The server's side of CRAM-MD5 (RFC 2195 §2; SRV-225): {@code response = user SP 32(hexdigit)}. */
final class CramMd5Server implements ServerMechanism {
    private static final int DIGEST = 32;

    private final String challenge;

    /**
     * An exchange.
     *
     * @param challenge a fresh {@code msg-id} (RFC 5322)
     */
    CramMd5Server(String challenge) {
        this.challenge = challenge;
    }

    @Override
    public First first() {
        return First.SERVER;
    }

    @Override
    public ServerStep begin() {
        return new ServerStep.Challenge(challenge.getBytes(US_ASCII));
    }

    @Override
    public ServerStep respond(byte[] response) throws SyntaxException {
        String text = Utf8.decode(response);
        int blank = text.lastIndexOf(' ');
        String digest = text.substring(blank + 1).toLowerCase(Locale.ROOT);
        if (blank <= 0 || digest.length() != DIGEST || !digest.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            throw new SyntaxException("Not of the form of CRAM-MD5");
        }
        String user = SaslPrep.prepare(text.substring(0, blank));
        return new ServerStep.Ask(new Question.CheckDigest(user, challenge, digest));
    }
}
