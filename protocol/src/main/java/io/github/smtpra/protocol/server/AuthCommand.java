package io.github.smtpra.protocol.server;

import io.github.smtpra.protocol.grammar.SyntaxException;
import io.github.smtpra.protocol.sasl.Base64Text;
import io.github.smtpra.protocol.sasl.Mechanism;
import java.util.Optional;

/**
 * {@code auth-command = "AUTH" SP sasl-mech [SP initial-response]};
 * {@code initial-response = base64 / "="} (RFC 4954 §4, §8).
 */
final class AuthCommand implements Command {
    private static final String EMPTY = "=";

    @Override
    public Action run(Session session, String argument) throws Refusal {
        if (argument.isEmpty()) {
            throw new Refusal(Replies.ARGUMENT_NEEDED); // RFC 4954 §4 (SRV-214)
        }
        // RFC 4954 §4 (SRV-215): not before EHLO, and not a second time.
        if (!session.isExtended()) {
            throw new Refusal(Replies.EHLO_FIRST);
        }
        if (session.identity().isPresent()) {
            throw new Refusal(Replies.AUTHENTICATED_ALREADY);
        }
        int blank = argument.indexOf(' ');
        Mechanism mechanism = mechanism(session, blank < 0 ? argument : argument.substring(0, blank));
        Optional<byte[]> initial =
                blank < 0 ? Optional.empty() : Optional.of(initialResponse(argument.substring(blank + 1)));
        return AuthExchange.begin(session, mechanism, initial);
    }

    private static Mechanism mechanism(Session session, String name) throws Refusal {
        Mechanism mechanism =
                Mechanism.named(name).orElseThrow(() -> new Refusal(Replies.UNKNOWN_MECHANISM)); // SRV-214
        if (session.usableMechanisms().contains(mechanism)) {
            return mechanism;
        }
        boolean tlsWouldHelp = !session.isSecured()
                && session.profile().tls() != ServerProfile.TlsOffer.NONE
                && session.profile().authentication().mechanisms().isForTlsOnly(mechanism);
        // RFC 4954 §6 (SRV-217): 538 tells the client to secure the session first.
        throw new Refusal(tlsWouldHelp ? Replies.ENCRYPTION_NEEDED : Replies.UNKNOWN_MECHANISM);
    }

    /** RFC 4954 §4 (SRV-213, SRV-216): an equals sign alone is a response of no octets. */
    private static byte[] initialResponse(String text) throws Refusal {
        if (text.equals(EMPTY)) {
            return new byte[0];
        }
        try {
            return Base64Text.decode(text);
        } catch (SyntaxException e) {
            throw new Refusal(Replies.NOT_BASE64);
        }
    }
}
