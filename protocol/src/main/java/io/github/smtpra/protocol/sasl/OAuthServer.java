package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of OAUTHBEARER (RFC 7628 §3; SRV-224) and of XOAUTH2. A refusal comes in two steps: a challenge that
 * says in JSON what is wrong, and when the client has answered it, the end.
 */
final class OAuthServer implements ServerMechanism {
    private final Form form;
    private Optional<String> claimed = Optional.empty();
    private @Nullable ServerStep refusal;

    /** What tells the two mechanisms apart. */
    enum Form {
        OAUTHBEARER("{\"status\":\"invalid_token\"}"),
        XOAUTH2("{\"status\":\"401\",\"schemes\":\"bearer\"}");

        private final String error;

        Form(String error) {
            this.error = error;
        }

        OAuthMessage read(String response) throws SyntaxException {
            return this == OAUTHBEARER ? OAuthMessage.bearer(response) : OAuthMessage.xoauth2(response);
        }
    }

    OAuthServer(Form form) {
        this.form = form;
    }

    @Override
    public ServerStep respond(byte[] response) throws SyntaxException {
        if (refusal != null) {
            // RFC 7628 §3.2.3: the client sends ^A, XOAUTH2's an empty line; whatever it says, it is over.
            return refusal;
        }
        OAuthMessage message = form.read(Utf8.decode(response));
        claimed = message.user();
        return message.token()
                .<ServerStep>map(token -> new ServerStep.Ask(new Question.CheckToken(claimed, token)))
                .orElseGet(() -> refuse(new ServerStep.Refuse(ServerStep.Cause.REJECTED)));
    }

    @Override
    public ServerStep resume(Answer answer) {
        ServerStep step = ServerMechanism.outcome(ClaimedName.checked(answer, claimed));
        return step.equals(new ServerStep.Refuse(ServerStep.Cause.REJECTED)) ? refuse(step) : step;
    }

    private ServerStep refuse(ServerStep step) {
        refusal = step;
        return new ServerStep.Challenge(form.error.getBytes(US_ASCII));
    }
}
