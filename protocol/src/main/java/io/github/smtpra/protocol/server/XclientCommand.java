package io.github.smtpra.protocol.server;

import io.github.smtpra.protocol.grammar.SyntaxException;
import io.github.smtpra.protocol.grammar.XclientAttributes;
import io.github.smtpra.protocol.sasl.Identity;
import io.github.smtpra.protocol.sasl.SaslPrep;
import java.util.Optional;

/**
 * {@code XCLIENT}: a listed peer says for whom it speaks (SRV-301). The session begins again with that client: we greet,
 * and nothing of what was said before counts, TLS excepted; nor does a login, if this command names none. A name given in HELO stands until the client gives one.
 */
final class XclientCommand implements Command {
    @Override
    public Action run(Session session, String argument) throws Refusal {
        if (!session.isPeerTrusted()) {
            throw new Refusal(Replies.NOT_AUTHORIZED); // SRV-301: 550 for everybody else
        }
        try {
            XclientAttributes attributes = XclientAttributes.parse(argument);
            session.startedAgain(attributes, identity(attributes));
            return new Action.Present(attributes, Replies.greeting(session.profile()));
        } catch (SyntaxException e) {
            throw new Refusal(Replies.badParameter(e.why()));
        }
    }

    /** The peer has checked who the client is, and is believed. */
    private static Optional<Identity> identity(XclientAttributes attributes) throws SyntaxException {
        if (attributes.login().isEmpty()) {
            return Optional.empty();
        }
        String user = SaslPrep.prepare(attributes.login().get());
        if (user.isEmpty()) {
            throw new SyntaxException("LOGIN is nobody's name");
        }
        return Optional.of(Identity.of(user));
    }
}
