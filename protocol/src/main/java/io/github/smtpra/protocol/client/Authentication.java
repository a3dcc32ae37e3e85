package io.github.smtpra.protocol.client;

import static java.util.Map.entry;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.client.ClientAction.Reached;
import io.github.smtpra.protocol.client.ClientSettings.PasswordPolicy;
import io.github.smtpra.protocol.client.RecipientResult.NotAttempted;
import io.github.smtpra.protocol.sasl.PlainCredentials;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** AUTH for a client (RFC 4954): once, before the first mail, where there are credentials. For one thread at a time. */
final class Authentication {
    private static final String COMMAND = "AUTH " + PlainCredentials.MECHANISM;
    private static final int MAX_COMMAND_LINE = 512;

    /** The middle part of the table of {@link ClientEngine}. */
    private static final Map<State, Row<Authentication>> TABLE = Map.ofEntries(
            entry(
                    State.AUTH,
                    new Row<>(Authentication::authenticated, Authentication::cancel, Authentication::refused)),
            entry(State.AUTH_CHALLENGE, Row.afterChallenge(Authentication::challenged, Authentication::refused)),
            entry(State.AUTH_CANCEL, Row.always(Authentication::refused)));

    private final Session session;
    private final Mails mails;

    Authentication(Session session, Mails mails) {
        this.session = session;
        this.mails = mails;
    }

    void answer(Reply reply) throws ProtocolFailure {
        Objects.requireNonNull(TABLE.get(session.state())).stepFor(reply).take(this, reply);
    }

    /** Authenticates, if there is who to authenticate as; then the session is ready. */
    void begin() {
        Optional<PlainCredentials> credentials = session.settings().credentials();
        if (credentials.isEmpty()) {
            mails.ready();
            return;
        }
        mails.reach(Reached.AUTHENTICATION);
        obstacle().ifPresentOrElse(mails::giveUp, () -> say(credentials.get()));
    }

    private Optional<NotAttempted> obstacle() {
        if (!session.isUnderTls() && session.settings().passwords() == PasswordPolicy.UNDER_TLS) {
            // RFC 4954 §4: no PLAIN without TLS.
            return Optional.of(new NotAttempted(new EnhancedStatusCode(4, 7, 11), "no password is sent without TLS"));
        }
        if (!session.extensions().auth(PlainCredentials.MECHANISM)) {
            return Optional.of(new NotAttempted(new EnhancedStatusCode(4, 7, 4), "the peer does not offer AUTH PLAIN"));
        }
        return Optional.empty();
    }

    /** RFC 4954 §4: an initial response that does not fit into a command line waits for the 334. */
    private void say(PlainCredentials credentials) {
        String line = COMMAND + " " + credentials.response();
        if (line.length() + 2 <= MAX_COMMAND_LINE) {
            session.say(line, State.AUTH);
        } else {
            session.say(COMMAND, State.AUTH_CHALLENGE);
        }
    }

    private void challenged(Reply reply) {
        if (reply.text().isBlank()) {
            session.say(session.settings().credentials().orElseThrow().response(), State.AUTH);
        } else {
            // RFC 4616 §2: PLAIN has no challenge.
            cancel(reply);
        }
    }

    private void cancel(Reply reply) {
        // RFC 4954 §4: a client that can not answer a challenge cancels.
        session.say("*", State.AUTH_CANCEL);
    }

    private void authenticated(Reply reply) {
        mails.ready();
    }

    private void refused(Reply reply) {
        // RFC 4954 §6: never again in this session. The mail is not at fault, so that even 535 is temporary for it.
        mails.giveUp(new NotAttempted(
                new EnhancedStatusCode(4, 7, 8), "the peer refuses our credentials", Optional.of(reply)));
    }
}
