package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.grammar.SyntaxException;
import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.sasl.Base64Text;
import io.github.smtpra.protocol.sasl.Mechanism;
import io.github.smtpra.protocol.sasl.ServerMechanism;
import io.github.smtpra.protocol.sasl.ServerStep;
import java.util.List;
import java.util.Optional;

/**
 * One exchange behind AUTH (RFC 4954 §4): while it lasts, a line is a response and no command. The session holds it, from
 * the command to its final reply.
 */
final class AuthExchange {
    private static final String CANCEL = "*";

    private final Session session;
    private final Mechanism mechanism;
    private final ServerMechanism server;
    private Optional<String> claimedUser = Optional.empty();

    private AuthExchange(Session session, Mechanism mechanism) {
        this.session = session;
        this.mechanism = mechanism;
        this.server = session.newExchange(mechanism);
    }

    /** The first step, of a command that is well-formed. */
    static Action begin(Session session, Mechanism mechanism, Optional<byte[]> initialResponse) throws Refusal {
        AuthExchange exchange = new AuthExchange(session, mechanism);
        if (initialResponse.isEmpty()) {
            session.exchange(exchange);
            return exchange.obey(exchange.server.begin());
        }
        if (exchange.server.first() == ServerMechanism.First.SERVER) {
            throw new Refusal(Replies.NO_INITIAL_RESPONSE); // RFC 4954 §4 (SRV-216)
        }
        session.exchange(exchange);
        return exchange.respond(initialResponse.get());
    }

    /** Takes a line of the client. */
    Action line(String line) throws Refusal {
        if (line.equals(CANCEL)) {
            throw over(Replies.EXCHANGE_CANCELLED); // RFC 4954 §4 (SRV-212)
        }
        try {
            return respond(Base64Text.decode(line));
        } catch (SyntaxException e) {
            throw over(Replies.NOT_BASE64); // RFC 4954 §4 (SRV-213)
        }
    }

    private Action respond(byte[] response) throws Refusal {
        try {
            return obey(server.respond(response));
        } catch (SyntaxException e) {
            throw over(Replies.badResponse(e.why()));
        }
    }

    /** Takes the answer to the question that was asked. */
    Action answer(Answer answer) throws Refusal {
        return obey(server.resume(answer));
    }

    private Action obey(ServerStep step) throws Refusal {
        if (step instanceof ServerStep.Challenge challenge) {
            // RFC 4954 §4 (SRV-210): also where there is nothing to say, there is a blank behind the code.
            return new Action.Send(Reply.plain(334, List.of(Base64Text.encode(challenge.octets()))));
        }
        if (step instanceof ServerStep.Ask ask) {
            claimedUser = ask.question().claimedUser();
            return new Action.Authenticate(ask.question());
        }
        session.exchangeEnded();
        if (step instanceof ServerStep.Accept accept) {
            session.authenticated(accept.identity());
            return new Action.Authenticated(Replies.AUTHENTICATED, mechanism, accept.identity());
        }
        return refused(((ServerStep.Refuse) step).cause());
    }

    private Action refused(ServerStep.Cause cause) throws Refusal {
        return switch (cause) {
            case REJECTED -> failed();
            // RFC 4954 §6 (SRV-226)
            case UNAVAILABLE -> throw new Refusal(Replies.AUTHENTICATION_NOT_NOW);
            case TOO_WEAK -> throw new Refusal(Replies.MECHANISM_TOO_WEAK);
            case TRANSITION_NEEDED -> throw new Refusal(Replies.TRANSITION_NEEDED);
        };
    }

    /** RFC 4954 §6, §9 (SRV-211, SRV-228): the same words for all, a limit, and the shell lets the client wait. */
    private Action failed() {
        if (session.authenticationFailed() < session.profile().authentication().maxFailures()) {
            return new Action.NotAuthenticated(Replies.CREDENTIALS_INVALID, mechanism, claimedUser);
        }
        session.ended();
        return new Action.NotAuthenticated(Replies.TOO_MANY_FAILURES, mechanism, claimedUser);
    }

    private Refusal over(Reply reply) {
        session.exchangeEnded();
        return new Refusal(reply);
    }
}
