package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.Optional;

/** The client's side of OAUTHBEARER (RFC 7628 §3.1) and of XOAUTH2. */
final class OAuthClient implements ClientMechanism {
    private final OAuthServer.Form form;
    private final Credentials.Token credentials;
    private State state = State.ASKED;

    private enum State {
        ASKED,
        REFUSED
    }

    OAuthClient(OAuthServer.Form form, Credentials.Token credentials) {
        this.form = form;
        this.credentials = credentials;
    }

    @Override
    public String name() {
        return form.name();
    }

    @Override
    public Optional<byte[]> initialResponse() {
        String user = credentials.user();
        String begin = form == OAuthServer.Form.XOAUTH2
                ? "user=" + user
                : "n," + (user.isEmpty() ? "" : "a=" + ScramAttributes.encodeName(user)) + ",";
        String message = begin + "\u0001auth=Bearer " + credentials.token().reveal() + "\u0001\u0001";
        return Optional.of(message.getBytes(UTF_8));
    }

    /** A challenge is an error in JSON; RFC 7628 §3.2.3: it is answered with ^A, and then the server refuses. */
    @Override
    public byte[] respond(byte[] challenge) throws SyntaxException {
        if (state == State.REFUSED) {
            throw new SyntaxException("The server goes on behind its refusal");
        }
        state = State.REFUSED;
        return form == OAuthServer.Form.OAUTHBEARER ? new byte[] {1} : new byte[0];
    }

    @Override
    public boolean mayEnd() {
        return state == State.ASKED;
    }
}
