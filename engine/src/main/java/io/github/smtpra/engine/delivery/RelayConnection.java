package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.engine.delivery.ContentSource.ContentUnreadableException;
import io.github.smtpra.engine.tlsreport.TlsTally;
import io.github.smtpra.protocol.client.ClientAction;
import io.github.smtpra.protocol.client.ClientAction.AwaitReply;
import io.github.smtpra.protocol.client.ClientAction.Close;
import io.github.smtpra.protocol.client.ClientAction.Finished;
import io.github.smtpra.protocol.client.ClientAction.Fit;
import io.github.smtpra.protocol.client.ClientAction.Ready;
import io.github.smtpra.protocol.client.ClientAction.Send;
import io.github.smtpra.protocol.client.ClientAction.SendChunk;
import io.github.smtpra.protocol.client.ClientAction.SendContent;
import io.github.smtpra.protocol.client.ClientAction.StartTls;
import io.github.smtpra.protocol.client.ClientEngine;
import io.github.smtpra.protocol.client.ClientSettings;
import io.github.smtpra.protocol.client.OutgoingMail;
import io.github.smtpra.protocol.client.RecipientResult.Unsendable;
import io.github.smtpra.protocol.client.TlsPolicy;
import io.github.smtpra.protocol.data.ContentForm;
import io.github.smtpra.protocol.mime.UnfitException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * One connection to the relay and the session on it: the shell around a {@link ClientEngine}. Connects for the first
 * mail, stays for more, and is of no more use once {@link #isOver()}.
 *
 * <p>One thread delivers and quits; {@link #abort} and {@link #cut} come from any.
 */
final class RelayConnection {
    private static final EnhancedStatusCode LOCAL_TROUBLE = new EnhancedStatusCode(4, 3, 0);
    private static final EnhancedStatusCode NO_CONNECTION = new EnhancedStatusCode(4, 4, 1);
    private static final EnhancedStatusCode BAD_CONNECTION = new EnhancedStatusCode(4, 4, 2);
    private static final EnhancedStatusCode TLS_TROUBLE = new EnhancedStatusCode(4, 7, 5);

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Relay relay;
    private final ClientSettings session;
    private final ClientEngine engine;
    private final Wire wire;
    private final ContentSender contentSender;
    private final TlsWitness witness;
    private final Optional<TlsTally> tally;
    private final FinalDotGate gate = new FinalDotGate();
    private Optional<InHand> inHand = Optional.empty();

    /** The mail whose commands are on their way already, and which is given next. */
    private Optional<InHand> begun = Optional.empty();

    private boolean connected;
    private boolean over;
    private boolean tlsFailed;

    /** A connection to {@code relay} on which {@code session} is to be spoken; nothing is connected yet. */
    RelayConnection(Relay relay, ClientSettings session, Link link) {
        this.relay = relay;
        this.session = session;
        this.engine = new ClientEngine(session);
        this.wire = new Wire(link);
        this.contentSender = new ContentSender(wire, engine);
        this.witness = new TlsWitness(relay, wire, engine);
        this.tally = link.tally();
    }

    /** A mail in hand, and where the one behind it comes from. */
    private record InHand(MailContent mail, OutgoingMail outgoing, NextMail next) {}

    /**
     * Delivers one mail; goes on with it, if it was begun behind the one before. Never fails: whatever happens is in the
     * results.
     */
    Finished deliver(MailContent mail, NextMail next) {
        gate.reset();
        inHand = Optional.of(begun.filter(one -> one.mail().equals(mail))
                .map(one -> new InHand(one.mail(), one.outgoing(), next))
                .orElseGet(() -> send(mail, next)));
        begun = Optional.empty();
        if (!connected) {
            connect();
        }
        Finished finished = finish();
        ReversePath sender = mailInHand().outgoing().envelope().reversePath();
        tally.ifPresent(counting -> witness.tell(counting, sender));
        return finished;
    }

    private InHand send(MailContent mail, NextMail next) {
        OutgoingMail outgoing = mail.outgoing();
        engine.send(outgoing);
        return new InHand(mail, outgoing, next);
    }

    /** Ends the session politely (RFC 5321 §4.1.1.10; CLI-006). */
    void quit() {
        if (!over) {
            engine.quit();
            rest();
        }
    }

    /** Whether the connection is closed. */
    boolean isOver() {
        return over;
    }

    /** What protects it; empty without TLS. */
    String tls() {
        return wire.tls();
    }

    /** Whether there was no session because TLS failed. */
    boolean hasTlsFailed() {
        return tlsFailed;
    }

    /** Ends the connection, unless the final dot of a mail is out and its reply not in. */
    void abort(String reason) {
        if (gate.shut()) {
            wire.cut(reason);
        }
    }

    /** Ends the connection in any case. */
    void cut(String reason) {
        wire.cut(reason);
    }

    private void connect() {
        try {
            wire.connect(relay);
            connected = true;
        } catch (IOException e) {
            engine.failed(NO_CONNECTION, "no connection to " + relay + ": " + reason(e));
            return;
        }
        if (session.tls() == TlsPolicy.FROM_THE_START) {
            handshake();
        }
    }

    /** Obeys the engine until the mail in hand is over. */
    private Finished finish() {
        ClientAction action = engine.next();
        while (!(action instanceof Finished)) {
            perform(action);
            action = engine.next();
        }
        contentSender.mailOver();
        if (begun.isEmpty()) {
            rest();
        }
        return (Finished) action;
    }

    /** Obeys the engine until it is ready for another mail, or closes. */
    private void rest() {
        ClientAction action = engine.next();
        while (!(action instanceof Ready) && !(action instanceof Close)) {
            perform(action);
            action = engine.next();
        }
        if (action instanceof Close) {
            over = true;
            wire.close();
        }
    }

    private void perform(ClientAction action) {
        try {
            if (action instanceof Send send) {
                wire.write(send.bytes());
            } else if (action instanceof AwaitReply await) {
                wire.read(await.phase(), engine::receive);
            } else if (action instanceof StartTls) {
                handshake();
            } else if (action instanceof Fit fit) {
                fit(fit.form());
            } else if (action instanceof SendContent sendContent) {
                contentSender.send(mailInHand().mail(), end(sendContent.accepted()));
            } else if (action instanceof SendChunk sendChunk) {
                contentSender.sendChunk(mailInHand().mail(), end(sendChunk.accepted()));
            }
        } catch (ContentUnreadableException e) {
            engine.failed(LOCAL_TROUBLE, "the outbox does not give the content: " + reason(e));
        } catch (IOException e) {
            engine.failed(BAD_CONNECTION, "connection lost: " + reason(e));
        } catch (RuntimeException e) {
            // A fault of ours or of the outbox; the engine knows on which side of the final dot.
            engine.failed(LOCAL_TROUBLE, "internal error: " + e);
        }
    }

    /** CLI-016, CLI-017, CLI-018: what the peer does not take is converted or reported, never cut. */
    private void fit(ContentForm form) throws IOException {
        InHand original = mailInHand();
        try {
            FittedContent fitted = FittedContent.of(original.mail(), original.outgoing(), form);
            inHand = Optional.of(new InHand(fitted, fitted.outgoing(), original.next()));
            engine.fitted(fitted.outgoing());
        } catch (UnfitException e) {
            engine.unfit(new Unsendable(e.status(), e.reason()));
        }
    }

    private InHand mailInHand() {
        return inHand.orElseThrow();
    }

    private ContentSender.End end(List<Integer> accepted) {
        return new ContentSender.End() {
            @Override
            public void begins() throws IOException {
                enterFinalDot(accepted);
            }

            @Override
            public ByteBuffer behind() {
                return follow();
            }
        };
    }

    /**
     * FINAL_DOT: from here until the reply is recorded, a lost connection or a killed process leaves the mail uncertain,
     * and trying again may make it arrive twice (RFC 1047; CLI-024). The note in the outbox comes before the dot.
     */
    private void enterFinalDot(List<Integer> accepted) throws IOException {
        mailInHand().mail().finalDot(accepted);
        if (!gate.pass()) {
            throw new IOException("aborted");
        }
    }

    /** RFC 2920 §3.1 (CLI-009): the commands of the next mail, if one is ready, go with the final dot. */
    private ByteBuffer follow() {
        begun = engine.mayFollow()
                ? mailInHand().next().poll().map(mail -> new InHand(mail, mail.outgoing(), NextMail.NONE))
                : Optional.empty();
        return begun.map(one -> engine.follow(one.outgoing())).orElse(NOTHING);
    }

    private void handshake() {
        try {
            engine.tlsStarted(wire.startTls(relay));
        } catch (IOException e) {
            tlsFailed = true;
            engine.failed(TLS_TROUBLE, "no TLS with " + relay + ": " + reason(e));
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
