package io.github.smtpra.protocol.client;

import static java.util.Map.entry;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.client.ClientAction.Reached;
import io.github.smtpra.protocol.client.RecipientResult.NotAttempted;
import io.github.smtpra.protocol.grammar.SyntaxException;
import io.github.smtpra.protocol.sasl.Base64Text;
import io.github.smtpra.protocol.sasl.Channel;
import io.github.smtpra.protocol.sasl.ClientMechanism;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * AUTH for a client (RFC 4954): once in a session, before the first mail, where there is who to authenticate as; never
 * again behind a 235 or a refusal (CLI-070). For one thread at a time.
 */
final class Authentication {
    private static final int MAX_COMMAND_LINE = 512;
    private static final EnhancedStatusCode NO_MECHANISM = new EnhancedStatusCode(4, 7, 4);
    private static final EnhancedStatusCode NO_ENCRYPTION = new EnhancedStatusCode(4, 7, 11);
    private static final EnhancedStatusCode BAD_CREDENTIALS = new EnhancedStatusCode(4, 7, 8);

    /** The middle part of the table of {@link ClientEngine}. */
    private static final Map<State, Row<Authentication>> TABLE = Map.ofEntries(
            entry(
                    State.AUTH,
                    new Row<>(Authentication::succeeded, Authentication::challenged, Authentication::refused)),
            entry(State.AUTH_CANCEL, Row.always(Authentication::refused)));

    private final Session session;
    private final Mails mails;
    private Optional<ClientMechanism> mechanism = Optional.empty();

    /** An initial response that was too long for the command. */
    private Optional<String> heldBack = Optional.empty();

    Authentication(Session session, Mails mails) {
        this.session = session;
        this.mails = mails;
    }

    void answer(Reply reply) throws ProtocolFailure {
        Objects.requireNonNull(TABLE.get(session.state())).stepFor(reply).take(this, reply);
    }

    /** Authenticates, if there is who to authenticate as; then the session is ready. */
    void begin() {
        session.settings().login().ifPresentOrElse(this::begin, mails::ready);
    }

    private void begin(Login login) {
        mails.reach(Reached.AUTHENTICATION);
        mechanism = strongest(login, session.channel());
        mechanism.ifPresentOrElse(this::say, () -> without(login));
    }

    /** RFC 4954 §4 (CLI-068): nothing fits; for who has shown a certificate that may be no hindrance. */
    private void without(Login login) {
        if (login.need() == Login.Need.WHERE_OFFERED && session.isUnderTls()) {
            mails.ready();
        } else {
            mails.giveUp(obstacle(login));
        }
    }

    /** RFC 4954 §4 (CLI-068): the strongest first, and no other behind it: a refusal is one of the password. */
    private Optional<ClientMechanism> strongest(Login login, Channel channel) {
        return login.mechanisms()
                .strongest(login.credentials(), session.extensions().mechanisms(), channel);
    }

    private NotAttempted obstacle(Login login) {
        if (!session.isUnderTls() && strongest(login, Channel.ENCRYPTED).isPresent()) {
            // RFC 4954 §4 (CLI-068): no PLAIN without TLS.
            return new NotAttempted(NO_ENCRYPTION, "no password is sent without TLS");
        }
        return new NotAttempted(NO_MECHANISM, "the peer offers no AUTH that we have credentials for");
    }

    /** RFC 4954 §4 (CLI-068): an initial response that does not fit into a command line waits for the 334. */
    private void say(ClientMechanism begun) {
        String command = "AUTH " + begun.name();
        Optional<String> initial = begun.initialResponse().map(Authentication::initial);
        String line = initial.map(text -> command + " " + text).orElse(command);
        boolean fits = line.length() + 2 <= MAX_COMMAND_LINE;
        heldBack = fits ? Optional.empty() : initial;
        session.say(fits ? line : command, State.AUTH);
    }

    /** RFC 4954 §4: no octets are one equals sign in the command, and an empty line behind a challenge. */
    private static String initial(byte[] response) {
        return response.length == 0 ? "=" : Base64Text.encode(response);
    }

    private void challenged(Reply reply) {
        try {
            byte[] challenge = Base64Text.decode(reply.text().strip());
            session.say(response(challenge), State.AUTH);
        } catch (SyntaxException e) {
            // RFC 4954 §4 (CLI-068, CLI-069): a client that can not answer a challenge, or does not believe it,
            // cancels.
            session.say("*", State.AUTH_CANCEL);
        }
    }

    private String response(byte[] challenge) throws SyntaxException {
        if (heldBack.isEmpty()) {
            return Base64Text.encode(mechanism.orElseThrow().respond(challenge));
        }
        if (challenge.length > 0) {
            throw new SyntaxException("a challenge comes before the initial response");
        }
        String initial = heldBack.get();
        heldBack = Optional.empty();
        return initial;
    }

    private void succeeded(Reply reply) {
        if (mechanism.orElseThrow().mayEnd() && heldBack.isEmpty()) {
            session.authenticated();
            mails.ready();
        } else {
            // RFC 5802 §5 (CLI-069): it has not proved that it knows the password: it may be anybody.
            mails.giveUp(new NotAttempted(BAD_CREDENTIALS, "the peer has not proved who it is", Optional.of(reply)));
        }
    }

    private void refused(Reply reply) {
        // RFC 4954 §6 (CLI-070): never again in this session. The mail is not at fault: even 535 is temporary for it.
        mails.giveUp(new NotAttempted(BAD_CREDENTIALS, "the peer refuses our credentials", Optional.of(reply)));
    }
}
