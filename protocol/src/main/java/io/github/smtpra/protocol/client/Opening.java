package io.github.smtpra.protocol.client;

import static java.util.Map.entry;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.client.ClientAction.StartTls;
import io.github.smtpra.protocol.client.RecipientResult.NotAttempted;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The beginning of a session: greeting, EHLO or HELO, TLS. What is offered and refused here speaks of the peer, not of the
 * mail that waits. Behind it comes {@link Authentication}. For one thread at a time.
 */
final class Opening {
    private static final EnhancedStatusCode NO_SECURITY = new EnhancedStatusCode(4, 7, 4);

    /** The upper part of the table of {@link ClientEngine}. */
    private static final Map<State, Row<Opening>> TABLE = Map.ofEntries(
            entry(State.GREETING, Row.of(Opening::greeted, Opening::turnedAway)),
            entry(State.EHLO, Row.of(Opening::extensionsOffered, Opening::ehloRefused)),
            entry(State.HELO, Row.of(Opening::greetedBack, Opening::turnedAway)),
            entry(State.STARTTLS, Row.of(Opening::startHandshake, Opening::startTlsRefused)));

    private final Session session;
    private final Mails mails;
    private final Authentication authentication;

    Opening(Session session, Mails mails, Authentication authentication) {
        this.session = session;
        this.mails = mails;
        this.authentication = authentication;
    }

    void answer(Reply reply) throws ProtocolFailure {
        Objects.requireNonNull(TABLE.get(session.state())).stepFor(reply).take(this, reply);
    }

    /** The handshake is done; what was learned before it is forgotten. */
    void tlsStarted(Security security) {
        session.secured(security);
        if (session.state() == State.TLS_HANDSHAKE) {
            sayHello();
        }
    }

    /** RFC 5321 §3.2: a client begins with EHLO (CLI-002). */
    private void greeted(Reply reply) {
        sayHello();
    }

    private void sayHello() {
        ClientSettings settings = session.settings();
        // RFC 5321 §4.1.4 (CLI-003): the name of the client, or its address.
        session.say(settings.dialect().hello() + " " + settings.ownName(), State.EHLO);
    }

    /** RFC 5321 §3.1 (CLI-001): a peer that takes no mail says so, and hears QUIT. */
    private void turnedAway(Reply reply) throws ProtocolFailure {
        mails.giveUp(Verdicts.refusal(reply));
    }

    private void extensionsOffered(Reply reply) {
        learnName(reply);
        session.learn(Extensions.parse(reply));
        secure();
    }

    private void greetedBack(Reply reply) {
        learnName(reply);
        secure();
    }

    /** {@code ehlo-ok-rsp}, {@code helo-ok-rsp}: the first word is the peer's name (RFC 5321 §4.1.1.1). */
    private void learnName(Reply reply) {
        session.peerCallsItself(reply.lines().get(0).strip().split("\\s+", 2)[0]);
    }

    private void ehloRefused(Reply reply) throws ProtocolFailure {
        if (isUnknownCommand(reply) && session.settings().dialect() == Dialect.SMTP) {
            session.say("HELO " + session.settings().ownName(), State.HELO);
        } else {
            turnedAway(reply);
        }
    }

    /** RFC 5321 §3.2 (CLI-002): "command not recognized", in the words of several generations. */
    private static boolean isUnknownCommand(Reply reply) {
        return switch (reply.code()) {
            case 500, 502, 504, 550 -> true;
            default -> false;
        };
    }

    private void secure() {
        if (session.isUnderTls() || session.settings().tls() == TlsPolicy.NEVER) {
            authentication.begin();
        } else if (session.extensions().startTls()) {
            session.say("STARTTLS", State.STARTTLS);
        } else {
            session.goesOnWithoutTls(new WithoutTls(Optional.empty()));
            withoutTls(new NotAttempted(NO_SECURITY, "the peer does not offer STARTTLS, which is required"));
        }
    }

    private void startHandshake(Reply reply) {
        session.enter(State.TLS_HANDSHAKE);
        session.add(new StartTls());
    }

    private void startTlsRefused(Reply reply) {
        session.goesOnWithoutTls(new WithoutTls(Optional.of(reply)));
        withoutTls(new NotAttempted(NO_SECURITY, "the peer refuses STARTTLS, which is required", Optional.of(reply)));
    }

    private void withoutTls(NotAttempted whereRequired) {
        if (session.settings().tls() == TlsPolicy.REQUIRED) {
            mails.giveUp(whereRequired);
        } else {
            authentication.begin();
        }
    }
}
