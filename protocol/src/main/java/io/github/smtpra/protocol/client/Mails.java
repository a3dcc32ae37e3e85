package io.github.smtpra.protocol.client;

import static java.util.Map.entry;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.client.ClientAction.Finished;
import io.github.smtpra.protocol.client.ClientAction.Reached;
import io.github.smtpra.protocol.client.ClientAction.SendContent;
import io.github.smtpra.protocol.client.RecipientResult.NotAttempted;
import io.github.smtpra.protocol.client.RecipientResult.Uncertain;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The mails of a session, one mail transaction after the other (RFC 5321 §3.3). For one thread at a time. */
final class Mails {
    private static final EnhancedStatusCode PROTOCOL_FAILURE = new EnhancedStatusCode(4, 5, 0);
    private static final EnhancedStatusCode BAD_CONNECTION = new EnhancedStatusCode(4, 4, 2);

    /** The lower part of the table of {@link ClientEngine}. */
    private static final Map<State, Row<Mails>> TABLE = Map.ofEntries(
            entry(State.ENVELOPE, Row.always(Mails::envelopeAnswered)),
            entry(State.EMPTY_DOT, Row.of(Mails::dotAnswered, Mails::dotAnswered)),
            entry(State.FINAL_DOT, Row.of(Mails::contentAccepted, Mails::contentRefused)),
            entry(State.QUIT, Row.always((mails, reply) -> mails.session.enter(State.CLOSED))));

    private final Session session;
    private Optional<MailTransaction> current = Optional.empty();
    private boolean resetNeeded;

    Mails(Session session) {
        this.session = session;
    }

    void answer(Reply reply) throws ProtocolFailure {
        Objects.requireNonNull(TABLE.get(session.state())).stepFor(reply).take(this, reply);
    }

    /** Takes a mail to be sent; see {@link ClientEngine#send}. */
    void send(OutgoingMail mail) {
        if (current.isPresent()) {
            throw new IllegalStateException("one mail at a time");
        }
        current = Optional.of(new MailTransaction(mail));
        if (session.state() == State.READY) {
            begin();
        } else if (session.state() == State.QUIT || session.state() == State.CLOSED) {
            finish(new NotAttempted(BAD_CONNECTION, "the session is over"));
        }
    }

    /** What the reply that comes next belongs to. */
    Phase awaited() {
        return mail().awaited().orElse(session.state().phase());
    }

    /** The mail in hand has come as far as {@code further}. */
    void reach(Reached further) {
        current.ifPresent(mail -> mail.reach(further));
    }

    /** The session is open: mail may be sent. */
    void ready() {
        session.enter(State.READY);
        if (current.isPresent()) {
            begin();
        }
    }

    private void begin() {
        if (resetNeeded) {
            mail().beginWithReset();
        }
        mail().begin(session.extensions()).ifPresentOrElse(this::unsendable, this::sayGroup);
    }

    private void unsendable(RecipientResult result) {
        session.enter(State.READY);
        finish(result);
    }

    private void sayGroup() {
        session.enter(State.ENVELOPE);
        session.send(mail().nextGroup());
    }

    private void envelopeAnswered(Reply reply) throws ProtocolFailure {
        mail().answer(reply);
        if (mail().awaited().isEmpty()) {
            groupAnswered(mail());
        }
    }

    private void groupAnswered(MailTransaction mail) {
        if (mail.isContentAwaited()) {
            sayContent(mail);
        } else if (mail.hasMoreCommands()) {
            sayGroup();
        } else {
            over();
        }
    }

    private void sayContent(MailTransaction mail) {
        if (mail.isDecided()) {
            // RFC 2920 §3.1: DATA was in the pipe; a dot alone ends it.
            session.say(".", State.EMPTY_DOT);
        } else {
            session.enter(State.CONTENT);
            session.add(new SendContent(mail.accepted()));
        }
    }

    private void contentAccepted(Reply reply) {
        mail().contentAccepted(reply);
        dotAnswered(reply);
    }

    private void contentRefused(Reply reply) throws ProtocolFailure {
        // RFC 5321 §3.3: what is said to the dot holds for each recipient that was accepted.
        mail().decide(MailTransaction.refusal(reply));
        dotAnswered(reply);
    }

    private void dotAnswered(Reply reply) {
        mail().close();
        over();
    }

    /** Each recipient has its result. */
    private void over() {
        session.enter(State.READY);
        resetNeeded = mail().isOpen();
        finish(new NotAttempted(PROTOCOL_FAILURE, "no reply decided"));
    }

    /** The session can not go on: the mail in hand ends with {@code result}, and the peer hears QUIT. */
    void giveUp(RecipientResult result) {
        finish(result);
        session.say("QUIT", State.QUIT);
    }

    /** The connection is gone. Behind the final dot nobody knows what has become of the mail (RFC 1047). */
    void failed(EnhancedStatusCode status, String reason) {
        boolean uncertain = session.state() == State.FINAL_DOT;
        finish(uncertain ? new Uncertain(reason) : new NotAttempted(status, reason));
    }

    /** Ends the mail in hand, if there is one, with {@code rest} for each recipient that is undecided. */
    void finish(RecipientResult rest) {
        current.ifPresent(mail -> {
            mail.decide(rest);
            session.add(new Finished(mail.results(), mail.reached()));
        });
        current = Optional.empty();
    }

    private MailTransaction mail() {
        return current.orElseThrow();
    }
}
