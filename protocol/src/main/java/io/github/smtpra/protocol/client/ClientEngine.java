package io.github.smtpra.protocol.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Map.entry;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.client.ClientAction.AwaitReply;
import io.github.smtpra.protocol.client.ClientAction.Close;
import io.github.smtpra.protocol.client.ClientAction.Finished;
import io.github.smtpra.protocol.client.ClientAction.Reached;
import io.github.smtpra.protocol.client.ClientAction.Ready;
import io.github.smtpra.protocol.client.ClientAction.Send;
import io.github.smtpra.protocol.client.ClientAction.SendContent;
import io.github.smtpra.protocol.client.ClientAction.StartTls;
import io.github.smtpra.protocol.client.RecipientResult.NotAttempted;
import io.github.smtpra.protocol.client.RecipientResult.RefusedForNow;
import io.github.smtpra.protocol.client.RecipientResult.Uncertain;
import io.github.smtpra.protocol.sasl.PlainCredentials;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The client's side of one SMTP session (RFC 5321 §3), without I/O. A shell calls {@link #next()} in a loop, does what
 * it says, and feeds what happens: {@link #receive}, {@link #tlsStarted()}, {@link #finalDot()}, {@link #failed}. A
 * mail is given by {@link #send}, also before the connection stands; each ends in exactly one {@link Finished}.
 *
 * <p>Invariant: the client speaks only when nothing it sent is unanswered, a pipelined group counting as one (RFC 5321
 * §4.3.1, RFC 2920; CLI-008); the peer speaks only when asked. Octets that come unasked, as plaintext behind the 220 to
 * STARTTLS does, end the session. {@code 421} ends it in any state (RFC 5321 §3.8; CLI-022). All other replies are in
 * this table:
 *
 * <pre>
 * state            2yz                3yz              4yz and 5yz
 * GREETING         EHLO               failure          QUIT
 * EHLO             STARTTLS or as 235 failure          HELO or QUIT
 * HELO             STARTTLS or as 235 failure          QUIT
 * STARTTLS         TLS_HANDSHAKE      failure          as without STARTTLS, or QUIT
 * AUTH             READY              AUTH_CANCEL      QUIT
 * AUTH_CHALLENGE   failure            AUTH             QUIT
 * AUTH_CANCEL      QUIT               QUIT             QUIT
 * ENVELOPE         (2yz to 5yz) ENVELOPE, CONTENT, EMPTY_DOT or READY
 * EMPTY_DOT        READY              failure          READY
 * FINAL_DOT        READY              failure          READY
 * QUIT             CLOSED             CLOSED           CLOSED
 * </pre>
 *
 * <p>For one thread at a time.
 */
public final class ClientEngine {
    private static final EnhancedStatusCode PROTOCOL_FAILURE = new EnhancedStatusCode(4, 5, 0);
    private static final EnhancedStatusCode BAD_CONNECTION = new EnhancedStatusCode(4, 4, 2);
    private static final EnhancedStatusCode NO_SECURITY = new EnhancedStatusCode(4, 7, 4);

    private static final Row.Step FAILURE = (engine, reply) -> {
        throw new ProtocolFailure("unexpected " + reply.code());
    };

    /** The table above, each cell the method that makes the step. */
    private static final Map<State, Row> TABLE = Map.ofEntries(
            entry(State.GREETING, new Row(ClientEngine::greeted, FAILURE, ClientEngine::turnedAway)),
            entry(State.EHLO, new Row(ClientEngine::extensionsOffered, FAILURE, ClientEngine::ehloRefused)),
            entry(State.HELO, new Row((engine, reply) -> engine.secure(), FAILURE, ClientEngine::turnedAway)),
            entry(State.STARTTLS, new Row(ClientEngine::startHandshake, FAILURE, ClientEngine::startTlsRefused)),
            entry(
                    State.AUTH,
                    new Row(ClientEngine::authenticated, ClientEngine::cancelAuth, ClientEngine::authRefused)),
            entry(State.AUTH_CHALLENGE, new Row(FAILURE, ClientEngine::challenged, ClientEngine::authRefused)),
            entry(State.AUTH_CANCEL, Row.always(ClientEngine::authRefused)),
            entry(State.ENVELOPE, Row.always(ClientEngine::envelopeAnswered)),
            entry(State.EMPTY_DOT, new Row(ClientEngine::dotAnswered, FAILURE, ClientEngine::dotAnswered)),
            entry(State.FINAL_DOT, new Row(ClientEngine::contentAccepted, FAILURE, ClientEngine::contentRefused)),
            entry(State.QUIT, Row.always((engine, reply) -> engine.state = State.CLOSED)));

    private final ClientSettings settings;
    private final ReplyParser parser = new ReplyParser();
    private final Deque<ClientAction> actions = new ArrayDeque<>();
    private Extensions extensions = Extensions.NONE;
    private State state = State.GREETING;
    private boolean underTls;
    private boolean resetNeeded;
    private Optional<MailTransaction> current = Optional.empty();

    /** An engine for a connection that has just been made, or is still to be made. */
    public ClientEngine(ClientSettings settings) {
        this.settings = settings;
        underTls = settings.tls() == TlsPolicy.FROM_THE_START;
    }

    /**
     * What to do next; {@link Ready} and {@link AwaitReply} stay so until something happens.
     *
     * @throws IllegalStateException if the shell has not yet done what the last {@link StartTls} or {@link SendContent}
     *     said
     */
    public ClientAction next() {
        ClientAction queued = actions.poll();
        return queued != null ? queued : standing();
    }

    private ClientAction standing() {
        return switch (state) {
            case READY -> new Ready();
            case CLOSED -> new Close();
            case TLS_HANDSHAKE, CONTENT -> throw new IllegalStateException("the shell is to report on " + state);
            case ENVELOPE -> new AwaitReply(mail().awaited().orElse(state.phase()));
            default -> new AwaitReply(state.phase());
        };
    }

    /**
     * Gives the next mail. It ends in one {@link Finished}, also if the session is over already.
     *
     * @throws IllegalStateException if another mail has not ended
     */
    public void send(OutgoingMail mail) {
        if (current.isPresent()) {
            throw new IllegalStateException("one mail at a time");
        }
        current = Optional.of(new MailTransaction(mail));
        if (state == State.READY) {
            beginMail();
        } else if (state == State.QUIT || state == State.CLOSED) {
            finish(new NotAttempted(BAD_CONNECTION, "the session is over"));
        }
    }

    /** Ends the session from {@link Ready} with QUIT; the peer's reply is awaited (RFC 5321 §4.1.1.10; CLI-006). */
    public void quit() {
        if (state == State.READY) {
            say("QUIT", State.QUIT);
        }
    }

    /**
     * Takes octets from the peer.
     *
     * @return whether a reply was complete, or the session has failed: ask {@link #next()}
     */
    public boolean receive(ByteBuffer octets) {
        boolean answered = false;
        try {
            while (mayPeerSpeak() && octets.hasRemaining()) {
                Optional<Reply> reply = parser.parse(octets);
                if (reply.isPresent()) {
                    answered = true;
                    answer(reply.get());
                }
            }
            refuseUnasked(octets);
            return answered;
        } catch (ProtocolFailure e) {
            failed(PROTOCOL_FAILURE, "the peer does not speak SMTP: " + e.getMessage());
            return true;
        }
    }

    /** Whether a reply can be on its way: one is awaited, and all that asks for it has been handed to the shell. */
    private boolean mayPeerSpeak() {
        return state.awaitsReply() && actions.isEmpty();
    }

    /**
     * RFC 3207 §5 (plaintext behind the 220; CLI-061), and any other reply that would answer what has not been sent.
     */
    private void refuseUnasked(ByteBuffer octets) throws ProtocolFailure {
        if (octets.hasRemaining() && state != State.CLOSED) {
            throw new ProtocolFailure("it speaks unasked");
        }
    }

    /** The TLS handshake that {@link StartTls} asked for is done. */
    public void tlsStarted() {
        underTls = true;
        // RFC 3207 §4.2 (CLI-060): what was learned before TLS is forgotten.
        extensions = Extensions.NONE;
        sayEhlo();
    }

    /** The final dot is being written: from now on, until its reply, a failure leaves the mail uncertain. */
    public void finalDot() {
        state = State.FINAL_DOT;
    }

    /**
     * The connection was not made, was lost, timed out, or is given up by the shell. Behind the final dot the mail is
     * {@link Uncertain}.
     *
     * @param status of class 4
     * @param reason one line for people
     */
    public void failed(EnhancedStatusCode status, String reason) {
        actions.removeIf(action -> !(action instanceof Finished));
        finish(state == State.FINAL_DOT ? new Uncertain(reason) : new NotAttempted(status, reason));
        state = State.CLOSED;
    }

    private void answer(Reply reply) throws ProtocolFailure {
        if (reply.code() == 421) {
            // RFC 5321 §3.8 (CLI-022): the peer closes; temporary for whatever it had not decided.
            finish(new RefusedForNow(reply));
            state = State.CLOSED;
        } else {
            Objects.requireNonNull(TABLE.get(state)).stepFor(reply).take(this, reply);
        }
    }

    /** RFC 5321 §3.2: a client begins with EHLO (CLI-001, CLI-002). */
    private void greeted(Reply reply) {
        sayEhlo();
    }

    private void sayEhlo() {
        say("EHLO " + settings.ownName(), State.EHLO);
    }

    // RFC 5321 §3.2 (CLI-001)
    private void turnedAway(Reply reply) throws ProtocolFailure {
        giveUp(MailTransaction.refusal(reply));
    }

    private void extensionsOffered(Reply reply) {
        extensions = Extensions.parse(reply);
        secure();
    }

    private void ehloRefused(Reply reply) throws ProtocolFailure {
        switch (reply.code()) {
            // RFC 5321 §3.2: "command not recognized", in the words of several generations (CLI-002).
            case 500, 502, 504, 550 -> say("HELO " + settings.ownName(), State.HELO);
            default -> turnedAway(reply);
        }
    }

    private void secure() {
        if (underTls || settings.tls() == TlsPolicy.NEVER) {
            authenticate();
        } else if (extensions.startTls()) {
            say("STARTTLS", State.STARTTLS);
        } else {
            withoutTls(new NotAttempted(NO_SECURITY, "the peer does not offer STARTTLS, which is required"));
        }
    }

    private void startHandshake(Reply reply) {
        state = State.TLS_HANDSHAKE;
        actions.add(new StartTls());
    }

    private void startTlsRefused(Reply reply) {
        withoutTls(new NotAttempted(NO_SECURITY, "the peer refuses STARTTLS, which is required", Optional.of(reply)));
    }

    private void withoutTls(NotAttempted whereRequired) {
        if (settings.tls() == TlsPolicy.REQUIRED) {
            giveUp(whereRequired);
        } else {
            authenticate();
        }
    }

    private void authenticate() {
        if (settings.credentials().isEmpty()) {
            ready();
            return;
        }
        current.ifPresent(mail -> mail.reach(Reached.AUTHENTICATION));
        Authentication.obstacle(settings, extensions, underTls)
                .ifPresentOrElse(
                        this::giveUp, () -> sayAuth(settings.credentials().get()));
    }

    private void sayAuth(PlainCredentials credentials) {
        if (Authentication.fitsIntoCommand(credentials)) {
            say(Authentication.COMMAND + " " + credentials.response(), State.AUTH);
        } else {
            say(Authentication.COMMAND, State.AUTH_CHALLENGE);
        }
    }

    private void challenged(Reply reply) {
        if (reply.text().isBlank()) {
            say(settings.credentials().orElseThrow().response(), State.AUTH);
        } else {
            // RFC 4616 §2 (CLI-068): PLAIN has no challenge.
            cancelAuth(reply);
        }
    }

    private void cancelAuth(Reply reply) {
        // RFC 4954 §4 (CLI-068): a client that can not answer a challenge cancels.
        say("*", State.AUTH_CANCEL);
    }

    private void authRefused(Reply reply) {
        // RFC 4954 §6 (CLI-070): never again in this session. The mail is not at fault, so that even 535 is temporary
        // for it.
        giveUp(Authentication.refused(reply));
    }

    private void giveUp(RecipientResult result) {
        finish(result);
        say("QUIT", State.QUIT);
    }

    private void authenticated(Reply reply) {
        ready();
    }

    private void ready() {
        state = State.READY;
        if (current.isPresent()) {
            beginMail();
        }
    }

    private void beginMail() {
        if (resetNeeded) {
            mail().beginWithReset();
        }
        mail().begin(extensions).ifPresentOrElse(this::finish, this::sayGroup);
    }

    private void sayGroup() {
        state = State.ENVELOPE;
        send(mail().nextGroup());
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
            mailOver();
        }
    }

    private void sayContent(MailTransaction mail) {
        if (mail.isDecided()) {
            // RFC 2920 §3.1 (CLI-010): DATA was in the pipe; a dot alone ends it.
            say(".", State.EMPTY_DOT);
        } else {
            state = State.CONTENT;
            actions.add(new SendContent(mail.accepted()));
        }
    }

    private void contentAccepted(Reply reply) {
        mail().contentAccepted(reply);
        dotAnswered(reply);
    }

    private void contentRefused(Reply reply) throws ProtocolFailure {
        // RFC 5321 §3.3 (CLI-019): what is said to the dot holds for each recipient that was accepted.
        mail().decide(MailTransaction.refusal(reply));
        dotAnswered(reply);
    }

    private void dotAnswered(Reply reply) {
        mail().close();
        mailOver();
    }

    /** Each recipient has its result. */
    private void mailOver() {
        state = State.READY;
        resetNeeded = mail().isOpen();
        finish(new NotAttempted(PROTOCOL_FAILURE, "no reply decided"));
    }

    /** Ends the mail in hand, if there is one, with {@code rest} for each recipient that is undecided. */
    private void finish(RecipientResult rest) {
        current.ifPresent(mail -> {
            mail.decide(rest);
            actions.add(new Finished(mail.results(), mail.reached()));
        });
        current = Optional.empty();
    }

    private MailTransaction mail() {
        return current.orElseThrow();
    }

    private void say(String line, State next) {
        state = next;
        send(line + "\r\n");
    }

    private void send(String lines) {
        actions.add(new Send(ByteBuffer.wrap(lines.getBytes(US_ASCII))));
    }
}
