package io.github.smtpra.protocol.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.client.ClientAction.Finished;
import io.github.smtpra.protocol.client.ClientAction.Fit;
import io.github.smtpra.protocol.client.ClientAction.Reached;
import io.github.smtpra.protocol.client.ClientAction.SendChunk;
import io.github.smtpra.protocol.client.ClientAction.SendContent;
import io.github.smtpra.protocol.client.RecipientResult.NotAttempted;
import io.github.smtpra.protocol.client.RecipientResult.RefusedForNow;
import io.github.smtpra.protocol.client.RecipientResult.Uncertain;
import io.github.smtpra.protocol.client.RecipientResult.Unsendable;
import io.github.smtpra.protocol.data.ContentForm;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The mails of a session, one mail transaction after the other (RFC 5321 §3.3). The commands of a second mail may be on their
 * way behind the final dot of the first (RFC 2920 §3.1): the first is {@code current} until its content is answered, and
 * what became of it says nothing of the one behind. For one thread at a time.
 */
final class Mails {
    private static final EnhancedStatusCode PROTOCOL_FAILURE = new EnhancedStatusCode(4, 5, 0);
    private static final EnhancedStatusCode BAD_CONNECTION = new EnhancedStatusCode(4, 4, 2);

    /** The lower part of the table of {@link ClientEngine}. */
    private static final Map<State, Row<Mails>> TABLE = Map.ofEntries(
            entry(State.ENVELOPE, Row.always(Mails::envelopeAnswered)),
            entry(State.CHUNK, Row.always(Mails::chunkAnswered)),
            entry(State.CONTENT, Row.always(Mails::chunkAnsweredEarly)),
            entry(State.EMPTY_DOT, Row.of(Mails::emptyDotAnswered, Mails::emptyDotAnswered)),
            entry(State.FINAL_DOT, Row.of(Mails::contentAnswered, Mails::contentAnswered)),
            entry(State.QUIT, Row.always((mails, reply) -> mails.session.enter(State.CLOSED))));

    private final Session session;
    private Optional<MailTransaction> current = Optional.empty();
    private Optional<MailTransaction> following = Optional.empty();
    private boolean resetNeeded;

    /** Mail transactions that the peer has heard of. */
    private int transactions;

    Mails(Session session) {
        this.session = session;
    }

    void answer(Reply reply) throws ProtocolFailure {
        Objects.requireNonNull(TABLE.get(session.state())).stepFor(reply).take(this, reply);
    }

    /** Takes a mail to be sent; see {@link ClientEngine#send}. */
    void send(OutgoingMail mail) {
        if (hasMail()) {
            throw new IllegalStateException("one mail at a time");
        }
        current = Optional.of(transaction(mail));
        if (session.state() == State.READY) {
            begin();
        } else if (session.state() == State.QUIT || session.state() == State.CLOSED) {
            finish(new NotAttempted(BAD_CONNECTION, "the session is over"));
        }
    }

    private MailTransaction transaction(OutgoingMail mail) {
        return new MailTransaction(mail, session);
    }

    /** Whether a mail is in hand that has not ended. */
    boolean hasMail() {
        return current.isPresent();
    }

    /** What the reply that comes next belongs to. */
    Phase awaited() {
        return current.flatMap(MailTransaction::awaited).orElse(session.state().phase());
    }

    /** The mail in hand has come as far as {@code further}. */
    void reach(Reached further) {
        current.ifPresent(mail -> mail.reach(further));
    }

    /** The session is open: mail may be sent. */
    void ready() {
        session.enter(State.READY);
        if (hasMail()) {
            begin();
        }
    }

    private void begin() {
        if (resetNeeded) {
            mail().beginWithReset();
        }
        mail().begin();
        goOn();
    }

    private void goOn() {
        Optional<ContentForm> form = mail().formNeeded();
        if (form.isPresent()) {
            session.enter(State.FITTING);
            session.add(new Fit(form.get()));
        } else if (mail().hasMoreCommands()) {
            session.enter(State.ENVELOPE);
            session.send(nextGroup(mail()));
        } else {
            over();
        }
    }

    private String nextGroup(MailTransaction mail) {
        if (mail.awaited().isEmpty() && !mail.isOpen()) {
            transactions++;
        }
        return mail.nextGroup();
    }

    /** The content has the form that was needed. */
    void fitted(OutgoingMail mail) {
        mail().fitted(mail);
        goOn();
    }

    /** The content can not have the form that was needed. */
    void unfit(Unsendable reason) {
        mail().unfit(reason);
        goOn();
    }

    private void envelopeAnswered(Reply reply) throws ProtocolFailure {
        mail().answer(reply);
        if (mail().awaited().isEmpty()) {
            groupAnswered(mail());
        }
    }

    private void groupAnswered(MailTransaction mail) throws ProtocolFailure {
        if (mail.isContentAwaited()) {
            sayContent(mail);
        } else {
            goOn();
        }
    }

    private void sayContent(MailTransaction mail) throws ProtocolFailure {
        if (mail.verdicts().areComplete()) {
            sayEmptyDot();
        } else {
            session.enter(State.CONTENT);
            List<Integer> accepted = mail.verdicts().accepted();
            session.add(mail.transfer() == Transfer.BDAT ? new SendChunk(accepted) : new SendContent(accepted));
        }
    }

    /** RFC 2920 §3.1 (CLI-010): DATA was in the pipe, and was let through for nobody; a dot alone ends it. */
    private void sayEmptyDot() throws ProtocolFailure {
        if (session.settings().dialect() == Dialect.LMTP) {
            // RFC 2033 §4.2: as many replies as recipients are none, so that nothing would tell when it is over.
            throw new ProtocolFailure("it takes content for nobody");
        }
        session.say(".", State.EMPTY_DOT);
    }

    /** A chunk that is not the last is being written. */
    String chunk(int octets) {
        mail().chunkSent();
        awaitOrSend();
        return "BDAT " + octets + "\r\n";
    }

    /** The last chunk is being written. */
    String lastChunk(int octets) {
        contentEnds();
        return "BDAT " + octets + " LAST\r\n";
    }

    private void awaitOrSend() {
        if (mail().mayChunk()) {
            session.enter(State.CONTENT);
            session.add(new SendChunk(mail().verdicts().accepted()));
        } else {
            session.enter(State.CHUNK);
        }
    }

    private void chunkAnswered(Reply reply) throws ProtocolFailure {
        mail().answer(reply);
        if (!mail().verdicts().areComplete()) {
            awaitOrSend();
        } else if (mail().awaited().isEmpty()) {
            over();
        }
    }

    /** Whether a chunk is on its way whose reply may come before the next one is read. */
    boolean isChunkUnanswered() {
        return session.state() == State.CONTENT && mail().awaited().isPresent();
    }

    /** The reply to a chunk comes with that to the one before, when the next is wanted already. */
    private void chunkAnsweredEarly(Reply reply) throws ProtocolFailure {
        mail().answer(reply);
        if (mail().verdicts().areComplete()) {
            // RFC 3030 §2 (CLI-017): the next one is not wanted any more.
            session.dropUnsent();
            over();
        }
    }

    /** The content's end is being written: from here on it may arrive though we never hear of it (CLI-024). */
    void contentEnds() {
        mail().contentEnds();
        session.enter(State.FINAL_DOT);
    }

    /** Whether another mail may follow behind the end of the content (RFC 2920 §3.1). */
    boolean mayFollow() {
        boolean atEnd = session.state() == State.CONTENT || session.state() == State.FINAL_DOT;
        return atEnd
                && session.extensions().pipelining()
                && following.isEmpty()
                && mail().awaited().isEmpty()
                && transactions < session.extensions().limits().mails();
    }

    /** The commands of {@code next} for right behind the end of the content. */
    ByteBuffer follow(OutgoingMail next) {
        if (session.state() != State.FINAL_DOT || !mayFollow()) {
            throw new IllegalStateException("no mail can follow now");
        }
        MailTransaction transaction = transaction(next);
        following = Optional.of(transaction);
        if (mail().transfer() == Transfer.BDAT) {
            // RFC 3030 §2: what a failed chunk leaves open is not known, and that it failed is not known here yet.
            transaction.beginWithReset();
        }
        transaction.begin();
        boolean canGoOn = transaction.formNeeded().isEmpty() && transaction.hasMoreCommands();
        return ByteBuffer.wrap((canGoOn ? nextGroup(transaction) : "").getBytes(UTF_8));
    }

    private void contentAnswered(Reply reply) throws ProtocolFailure {
        if (mail().awaited().isPresent()) {
            mail().answer(reply);
        } else if (mail().contentAnswered(reply)) {
            over();
        }
    }

    private void emptyDotAnswered(Reply reply) {
        mail().close();
        over();
    }

    /** The mail in hand is over; goes on with the one behind it, if its commands are on their way. */
    private void over() {
        resetNeeded = mail().isOpen();
        finish(new NotAttempted(PROTOCOL_FAILURE, "no reply decided"));
        current = following;
        following = Optional.empty();
        session.enter(State.READY);
        current.ifPresentOrElse(this::goOnBehind, this::endFullSession);
    }

    private void goOnBehind(MailTransaction behind) {
        behind.awaited().ifPresentOrElse(phase -> session.enter(State.ENVELOPE), this::goOn);
    }

    /** RFC 9422 §4.1 (CLI-021): a peer that takes no more mails in this session takes them in another. */
    private void endFullSession() {
        if (transactions >= session.extensions().limits().mails()) {
            session.say("QUIT", State.QUIT);
        }
    }

    /** The session can not go on: the mail in hand ends with {@code result}, and the peer hears QUIT. */
    void giveUp(RecipientResult result) {
        finish(result);
        session.say("QUIT", State.QUIT);
    }

    /** RFC 5321 §3.8 (CLI-022): the peer closes; temporary for whatever it had not decided. */
    void shutDown(Reply reply) {
        session.dropUnsent();
        finish(new RefusedForNow(reply));
        endFollowing(new RefusedForNow(reply));
        session.enter(State.CLOSED);
    }

    /** The connection is gone. Behind the final dot nobody knows what has become of the mail (RFC 1047; CLI-024). */
    void failed(EnhancedStatusCode status, String reason) {
        NotAttempted notAttempted = new NotAttempted(status, reason);
        finish(session.state() == State.FINAL_DOT ? new Uncertain(reason) : notAttempted);
        endFollowing(notAttempted);
        session.enter(State.CLOSED);
    }

    private void endFollowing(RecipientResult result) {
        current = following;
        following = Optional.empty();
        finish(result);
    }

    /** Ends the mail in hand, if there is one, with {@code rest} for each recipient that is undecided. */
    private void finish(RecipientResult rest) {
        current.ifPresent(mail -> {
            mail.verdicts().decideRest(rest);
            session.add(new Finished(mail.verdicts().inOrder(), mail.reached()));
        });
        current = Optional.empty();
    }

    private MailTransaction mail() {
        return current.orElseThrow();
    }
}
