package io.github.smtpra.protocol.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.client.ClientAction.AwaitReply;
import io.github.smtpra.protocol.client.ClientAction.Close;
import io.github.smtpra.protocol.client.ClientAction.Finished;
import io.github.smtpra.protocol.client.ClientAction.Ready;
import io.github.smtpra.protocol.client.ClientAction.SendChunk;
import io.github.smtpra.protocol.client.ClientAction.SendContent;
import io.github.smtpra.protocol.client.ClientAction.StartTls;
import io.github.smtpra.protocol.client.RecipientResult.Uncertain;
import io.github.smtpra.protocol.client.RecipientResult.Unsendable;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The client's side of one SMTP session (RFC 5321 §3), without I/O. A shell calls {@link #next()} in a loop, does what it
 * says, and feeds what happens: {@link #receive}, {@link #tlsStarted()}, {@link #finalDot()}, {@link #failed}. A mail is
 * given by {@link #send}, also before the connection stands, or by {@link #follow}; each ends in exactly one
 * {@link Finished}, in the order in which they were given.
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
 * AUTH             READY or QUIT      AUTH or _CANCEL  QUIT
 * AUTH_CANCEL      QUIT               QUIT             QUIT
 * ENVELOPE         (2yz to 5yz) ENVELOPE, CONTENT, EMPTY_DOT or READY
 * CHUNK            CONTENT            failure          READY
 * CONTENT          CONTENT            failure          READY (to a chunk; else nobody is asked)
 * EMPTY_DOT        READY              failure          READY
 * FINAL_DOT        READY, or ENVELOPE failure          READY, or ENVELOPE
 * QUIT             CLOSED             CLOSED           CLOSED
 * </pre>
 *
 * <p>For one thread at a time.
 */
public final class ClientEngine {
    private static final EnhancedStatusCode PROTOCOL_FAILURE = new EnhancedStatusCode(4, 5, 0);

    private final ReplyParser parser = new ReplyParser();
    private final Session session;
    private final Mails mails;
    private final Authentication authentication;
    private final Opening opening;

    /** An engine for a connection that has just been made, or is still to be made. */
    public ClientEngine(ClientSettings settings) {
        session = new Session(settings);
        mails = new Mails(session);
        authentication = new Authentication(session, mails);
        opening = new Opening(session, mails, authentication);
    }

    /**
     * What to do next; {@link Ready} and {@link AwaitReply} stay so until something happens.
     *
     * @throws IllegalStateException if the shell has not yet done what the last {@link StartTls} or {@link SendContent}
     *     said
     */
    public ClientAction next() {
        ClientAction queued = session.actions().poll();
        return queued != null ? queued : standing();
    }

    private ClientAction standing() {
        return switch (session.state()) {
            case READY -> new Ready();
            case CLOSED -> new Close();
            case TLS_HANDSHAKE, FITTING, CONTENT ->
                throw new IllegalStateException("the shell is to report on " + session.state());
            case ENVELOPE -> new AwaitReply(mails.awaited());
            default -> new AwaitReply(session.state().phase());
        };
    }

    /**
     * Gives the next mail. It ends in one {@link Finished}, also if the session is over already.
     *
     * @throws IllegalStateException if another mail has not ended
     */
    public void send(OutgoingMail mail) {
        mails.send(mail);
    }

    /** Ends the session from {@link Ready} with QUIT; the peer's reply is awaited (RFC 5321 §4.1.1.10; CLI-006). */
    public void quit() {
        if (session.state() == State.READY) {
            session.say("QUIT", State.QUIT);
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
        if (mails.isChunkUnanswered()) {
            return true;
        }
        if (!session.state().awaitsReply()) {
            return false;
        }
        for (ClientAction action : session.actions()) {
            if (!(action instanceof Finished)) {
                return false;
            }
        }
        return true;
    }

    /**
     * RFC 3207 §5 (plaintext behind the 220; CLI-061), and any other reply that would answer what has not been sent.
     */
    private void refuseUnasked(ByteBuffer octets) throws ProtocolFailure {
        if (octets.hasRemaining() && session.state() != State.CLOSED) {
            throw new ProtocolFailure("it speaks unasked");
        }
    }

    /** The TLS handshake that {@link StartTls} asked for is done, with a peer that nobody has verified. */
    public void tlsStarted() {
        tlsStarted(Security.UNVERIFIED);
    }

    /**
     * The TLS handshake that {@link StartTls} asked for is done, or, with {@link TlsPolicy#FROM_THE_START}, the one that
     * comes before all.
     */
    public void tlsStarted(Security security) {
        opening.tlsStarted(security);
    }

    /**
     * The content has been given the form that {@link ClientAction.Fit} asked for.
     *
     * @param mail the mail in hand, with its new size and body
     */
    public void fitted(OutgoingMail mail) {
        mails.fitted(mail);
    }

    /** The content can not be given the form that {@link ClientAction.Fit} asked for. */
    public void unfit(Unsendable reason) {
        mails.unfit(reason);
    }

    /** The final dot is being written: from now on, until its reply, a failure leaves the mail uncertain. */
    public void finalDot() {
        mails.contentEnds();
    }

    /**
     * A chunk that {@link SendChunk} asked for is being written, and more follow.
     *
     * @return the command that goes before it
     */
    public ByteBuffer chunk(int octets) {
        return ByteBuffer.wrap(mails.chunk(octets).getBytes(US_ASCII));
    }

    /**
     * The last chunk is being written, possibly empty: from now on, until its reply, a failure leaves the mail uncertain.
     *
     * @return the command that goes before it
     */
    public ByteBuffer lastChunk(int octets) {
        return ByteBuffer.wrap(mails.lastChunk(octets).getBytes(US_ASCII));
    }

    /** Whether another mail may {@link #follow} when the content of the one in hand ends. */
    public boolean mayFollow() {
        return mails.mayFollow();
    }

    /**
     * Gives a mail whose commands go right behind the final dot or the last chunk of the one in hand, before that is
     * answered (RFC 2920 §3.1; CLI-009). It ends in a {@link Finished} of its own, behind that of the one in hand.
     *
     * @return what to write behind, in the same write; may be empty
     * @throws IllegalStateException if the content has not ended, or {@link #mayFollow} said no
     */
    public ByteBuffer follow(OutgoingMail next) {
        return mails.follow(next);
    }

    /** Whether a mail is in hand that has not ended in a {@link Finished}. */
    public boolean hasMail() {
        return mails.hasMail();
    }

    /** What the peer calls itself in its reply to EHLO or HELO; empty before that. */
    public String peerName() {
        return session.peerName();
    }

    /** Why the session has gone on, or has ended, without the TLS that was wanted; empty if it has not. */
    public Optional<WithoutTls> withoutTls() {
        return session.withoutTls();
    }

    /**
     * The connection was not made, was lost, timed out, or is given up by the shell. Behind the final dot the mail is
     * {@link Uncertain}.
     *
     * @param status of class 4
     * @param reason one line for people
     */
    public void failed(EnhancedStatusCode status, String reason) {
        session.dropUnsent();
        mails.failed(status, reason);
    }

    private void answer(Reply reply) throws ProtocolFailure {
        if (reply.code() == 421) {
            mails.shutDown(reply);
            return;
        }
        switch (session.state()) {
            case GREETING, EHLO, HELO, STARTTLS -> opening.answer(reply);
            case AUTH, AUTH_CANCEL -> authentication.answer(reply);
            default -> mails.answer(reply);
        }
    }
}
