package io.github.smtpra.protocol.sasl;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.Optional;

/** The server's side of EXTERNAL (RFC 4422 Appendix A): the certificate of the TLS handshake says who the client is. */
final class ExternalServer implements ServerMechanism {
    private Optional<String> claimed = Optional.empty();

    @Override
    public ServerStep respond(byte[] response) throws SyntaxException {
        String authzid = Utf8.decode(response);
        if (authzid.indexOf('\0') >= 0) {
            throw new SyntaxException("Not of the form of EXTERNAL");
        }
        claimed = authzid.isEmpty() ? Optional.empty() : Optional.of(SaslPrep.prepare(authzid));
        return new ServerStep.Ask(new Question.MapCertificate(claimed));
    }

    @Override
    public ServerStep resume(Answer answer) {
        return ServerMechanism.outcome(ClaimedName.checked(answer, claimed));
    }
}
