package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.sasl.Identity;
import io.github.smtpra.protocol.sasl.Mechanism;
import io.github.smtpra.protocol.sasl.Question;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** What the shell around the engine shall do next. */
public sealed interface Action {
    /**
     * Nothing until more is received. What was sent must be on its way before the shell waits (RFC 2920 §3.2; SRV-157).
     */
    record Await() implements Action {}

    /** Say {@code replies} to the client, in order. */
    record Send(List<Reply> replies) implements Action {
        /** Copies the list. */
        public Send {
            replies = List.copyOf(replies);
        }

        /** One reply. */
        Send(Reply reply) {
            this(List.of(reply));
        }
    }

    /**
     * Ask whether {@code recipient} is wanted, and {@link ServerEngine#complete} with the reply: a 2xx makes it one of
     * the mail's recipients.
     */
    record Admit(Recipient recipient, ReversePath reversePath, SessionFacts session) implements Action {}

    /** Make ready to take content, and {@link ServerEngine#complete} with 354, or with a refusal. */
    record Open(MailFacts mail) implements Action {}

    /** Keep these octets: the next of the content, without transparency. Valid until the engine is called again. */
    record Content(ByteBuffer octets) implements Action {}

    /** Forget the content: it will be refused, or the client has gone. None comes until the next {@link Open}. */
    record Abandon() implements Action {}

    /**
     * All content is there: hand the mail over, and {@link ServerEngine#complete} with the reply to its end; for LMTP
     * with one for each recipient, in order.
     */
    record Deliver(MailFacts mail) implements Action {}

    /**
     * Have {@code question} answered by those who know the users, and {@link ServerEngine#complete(Answer)} with what they
     * say.
     */
    record Authenticate(Question question) implements Action {}

    /** Say {@code reply}: the client is {@code identity} (RFC 4954 §4). */
    record Authenticated(Reply reply, Mechanism mechanism, Identity identity) implements Action {}

    /**
     * Say {@code reply}, but not at once: a client that guesses passwords has to wait, and how long must not tell what was
     * wrong (RFC 4954 §9; SRV-211, SRV-228).
     *
     * @param claimedUser who the client said to be, if it did; nothing vouches for it
     */
    record NotAuthenticated(Reply reply, Mechanism mechanism, Optional<String> claimedUser) implements Action {}

    /**
     * Say {@code ready}, drop what was received and not yet read (RFC 3207 §4.2), and shake hands; then
     * {@link ServerEngine#secured}. Where there can be no handshake now, {@link ServerEngine#tlsUnavailable} instead.
     */
    record StartTls(Reply ready) implements Action {}

    /** Flush and close. */
    record Close() implements Action {}
}
