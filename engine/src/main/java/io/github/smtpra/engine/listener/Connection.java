package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.listener.ConnectionThreads.Place;
import io.github.smtpra.engine.listener.HeardReply.Proof;
import io.github.smtpra.engine.tls.TlsBindings;
import io.github.smtpra.protocol.sasl.Channel;
import io.github.smtpra.protocol.server.Action;
import io.github.smtpra.protocol.server.Checkpoint;
import io.github.smtpra.protocol.server.MailFacts;
import io.github.smtpra.protocol.server.Replies;
import io.github.smtpra.protocol.server.ServerEngine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * One client's connection: hears the client, feeds the engine, obeys. One thread at a time runs it; a client that is silent for
 * a while is waited for on another one than a client that talks. Only {@link #endIfLate}, {@link #shutDown} and {@link #abort} come from outside.
 */
final class Connection implements ConnectionThreads.Task {
    /** How long a silent client keeps a thread that others could use. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private static final Duration PROXY_HEADER = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");

    /** Where a connection stands between two turns of the loop. */
    private enum Phase {
        NEW,
        WORKING,
        WAITING,
        CLOSED
    }

    private final ListenerParts parts;
    private final ServerEngine engine;
    private final ClientWire wire;
    private final Turn turn;
    private final OpenContent content;
    private final ClientLogin login;
    private final HeardReply heardReply = new HeardReply();
    private Phase phase = Phase.NEW;
    private volatile InetSocketAddress client;
    private volatile Seat seat;

    Connection(ListenerParts parts, Socket socket, Seat seat) {
        this.parts = parts;
        this.wire = new ClientWire(socket, new Deadline(parts.nanoTime()));
        this.turn = new Turn(wire, parts.threads());
        this.content = new OpenContent(parts);
        this.client = wire.peer();
        this.engine = parts.rules().newSession();
        this.login = new ClientLogin(parts.logins(), client, parts.nanoTime());
        this.seat = seat;
    }

    /** Gives up the client's place. */
    void leave() {
        seat.leave();
    }

    @Override
    public void run(Place place) {
        boolean moved = false;
        try {
            moved = serve(place);
            // RFC 5321 §4.1.1.10: what was open is dropped, what was finished stays (SRV-009, SRV-119, SRV-200)
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> "connection of " + client + " lost: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "SMTPRA002 Connection of " + client + " ended by a fault", e);
        } finally {
            if (!moved) {
                end();
            }
        }
    }

    /** Serves until the end, or until another thread goes on: then it is no longer ours to touch, and the answer is true. */
    private boolean serve(Place place) throws IOException {
        if (phase == Phase.NEW) {
            phase = Phase.WORKING;
            begin();
        }
        while (phase != Phase.CLOSED) {
            work();
            if (phase == Phase.WAITING && !hear(place)) {
                parts.threads().own(this);
                return true;
            }
            if (place == Place.OWN
                    && phase == Phase.WORKING
                    && !wire.isSecured()
                    && parts.threads().tryBusy(this)) {
                return true;
            }
        }
        return false;
    }

    /** A PROXY header comes before all else, TLS included; who the client is decides what it may do (SRV-300). */
    private void begin() throws IOException {
        if (parts.settings().trust().proxies().contains(client.getAddress())) {
            wire.deadline().start(PROXY_HEADER);
            client = ProxiedClient.byHeader(wire.tcp().getInputStream(), client);
            login.client(client);
            wire.deadline().stop();
            Optional<Reply> refusal = parts.clientLimits().enter(client.getAddress());
            if (refusal.isPresent()) {
                refuse(refusal.get());
                return;
            }
            seat = Seat.of(parts, client.getAddress());
        }
        // RFC 8314 §3.3 (SRV-198): the greeting comes inside.
        if (parts.settings().tls() == ListenerSettings.Tls.IMPLICIT) {
            handshake();
        }
        if (speaksFirst()) {
            refuse(Replies.SPOKE_FIRST);
            return;
        }
        if (parts.settings().trust().xclient().contains(client.getAddress())) {
            engine.trustPeer();
        }
        obey(engine.start());
    }

    private void refuse(Reply reply) throws IOException {
        wire.say(reply);
        closeInOrder();
    }

    /** RFC 5321 §4.3.1 (SRV-011): a client that is watched must wait for the greeting; none is, where there is no delay. */
    private boolean speaksFirst() throws IOException {
        Duration delay = parts.settings().timeouts().greet();
        return !delay.isZero() && wire.hear(InputBuffer.Expecting.COMMANDS, delay) == ClientWire.Heard.OCTETS;
    }

    /** The order counts: from the removal on, no deadline ends a write that is stuck, and nobody waits for us. */
    private void end() {
        try {
            engine.interrupted().ifPresent(checkpoint -> content.keep(client.getAddress(), checkpoint));
            content.drop();
            wire.release();
            turn.awaitLastWords();
            wire.close();
        } finally {
            seat.leave();
            parts.connections().remove(this);
        }
    }

    /** Does what the client has asked for, until there is nothing more that it has said. */
    private void work() throws IOException {
        while (phase == Phase.WORKING) {
            Action action = engine.receive(wire.received());
            if (action instanceof Action.Await) {
                await();
            } else {
                obey(action);
            }
        }
    }

    // RFC 2920 §3.2: what was said leaves before we wait (SRV-157, SRV-158)
    private void await() throws IOException {
        // RFC 2920 §3.2 (SRV-157): the input has run dry, also in the middle of a command.
        flush();
        // RFC 5321 §3.8 (SRV-013)
        if (turn.isStopping() && !engine.isReceivingContent()) {
            wire.say(Replies.SHUTTING_DOWN);
            phase = Phase.CLOSED;
            return;
        }
        if (engine.isReceivingContent()) {
            wire.deadline().startBlock(parts.settings().timeouts().block());
        } else {
            // Not anew for each octet that trickles in: the whole command is due (SRV-007, OPS-003).
            wire.deadline().startUnlessRunning(parts.settings().timeouts().command());
        }
        phase = Phase.WAITING;
        turn.waits(expecting());
    }

    private InputBuffer.Expecting expecting() {
        return engine.isReceivingContent() ? InputBuffer.Expecting.CONTENT : InputBuffer.Expecting.COMMANDS;
    }

    /**
     * Waits for the client. The end of the stream, TLS cut off included (SRV-200), drops what is not complete (RFC 5321
     * §4.1.1.4; SRV-009, SRV-119).
     *
     * @return false if the client is to be waited for elsewhere
     */
    private boolean hear(Place place) throws IOException {
        // A time limit could fall into the middle of a record of TLS.
        if (place == Place.BUSY && wire.isSecured()) {
            return false;
        }
        ClientWire.Heard heard = wire.hear(expecting(), place == Place.BUSY ? PATIENCE : Duration.ZERO);
        if (heard == ClientWire.Heard.NOTHING) {
            return false;
        }
        login.heard();
        if (turn.works() && heard == ClientWire.Heard.OCTETS) {
            phase = Phase.WORKING;
            heardReply.received(engine.hasClientWaited() ? Proof.NEXT_CONTENT : Proof.NEXT_OCTETS);
        } else {
            phase = Phase.CLOSED;
        }
        return true;
    }

    private void obey(Action action) throws IOException {
        if (action instanceof Action.Send send) {
            send.replies().forEach(wire::say);
            if (engine.isReplyDueAtOnce()) {
                flush();
            }
        } else if (action instanceof Action.Content piece) {
            content.add(piece.octets());
        } else if (action instanceof Action.Admit question) {
            wire.deadline().stop();
            Reply reply = parts.handler().admit(question, client);
            if (!reply.isPositive()) {
                MailLog.refused(question, client, reply);
            }
            obey(engine.complete(reply));
        } else if (action instanceof Action.Authenticate question) {
            wire.deadline().stop();
            obey(engine.complete(login.answer(question)));
        } else if (action instanceof Action.Authenticated done) {
            login.succeeded(done);
            wire.say(done.reply());
        } else if (action instanceof Action.NotAuthenticated failed) {
            wire.deadline().stop();
            login.failed(failed, turn::isStopping);
            wire.say(failed.reply());
        } else if (action instanceof Action.Open) {
            content.open();
            wire.deadline().startContent(parts.settings().timeouts().content());
            obey(engine.complete(Replies.START_CONTENT));
        } else if (action instanceof Action.Deliver deliver) {
            deliver(deliver.mail());
        } else if (action instanceof Action.Abandon) {
            content.drop();
        } else if (action instanceof Action.StartTls tls) {
            wire.say(tls.ready());
            handshake();
        } else if (action instanceof Action.Present present) {
            client = ProxiedClient.byXclient(present.client(), client);
            login.client(client);
            wire.say(present.greeting());
        } else if (action instanceof Action.GoOn question) {
            goOn(question.key());
        } else if (action instanceof Action.StartRun question) {
            wire.deadline().stop();
            obey(engine.complete(parts.queueRuns().reply(question.run())));
        } else if (action instanceof Action.Close) {
            closeInOrder();
        }
    }

    /** RFC 1845 §3 (SRV-295): the rest comes behind what is kept. */
    private void goOn(Checkpoint.Key key) throws IOException {
        Optional<Checkpoint> kept = content.resume(client.getAddress(), key);
        if (kept.isEmpty()) {
            obey(engine.complete(Replies.SENDER_OK));
            return;
        }
        wire.deadline().startContent(parts.settings().timeouts().content());
        obey(engine.goOn(kept.get()));
        if (!engine.isReceivingContent()) {
            content.drop();
        }
    }

    private void deliver(MailFacts facts) throws IOException {
        flush();
        wire.deadline().stop();
        MailHandler.Answer answer = answer(facts);
        obey(engine.complete(answer.replies()));
        // What has come behind the content was sent before this reply could be heard.
        heardReply.replied(answer.heard(), wire.hasMoreArrived() ? Proof.NEXT_CONTENT : Proof.NEXT_OCTETS);
    }

    private MailHandler.Answer answer(MailFacts facts) {
        ArrivingContent received = content.received();
        MailId id = MailId.next(parts.clock().instant());
        try {
            byte[] digest = received.finish();
            Optional<Reply> refusal = received.header().flatMap(header -> new SubmittedFields(header, facts).refusal());
            if (refusal.isPresent()) {
                return MailHandler.Answer.refusal(refusal.get(), engine.repliesOwed());
            }
            String trace = new Arrival(id, facts, client, ZonedDateTime.now(parts.clock()))
                    .trace(parts.settings().hostName(), received.header());
            return parts.handler().deliver(new ArrivedMail(id, facts, client, trace, received, digest));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "SMTPRA003 Content of mail " + id + " could not be spooled", e);
            // RFC 5321 §6.1 (OPS-002)
            return MailHandler.Answer.refusal(Replies.NO_STORAGE, engine.repliesOwed());
        } finally {
            content.drop();
        }
    }

    private void handshake() throws IOException {
        SSLSession session =
                wire.secure(parts.tls(), parts.settings().timeouts().command());
        Optional<X509Certificate> certificate = parts.tls().verifiedClient(session);
        login.shown(certificate);
        Channel channel = Channel.ENCRYPTED.with(TlsBindings.ofServer(session));
        engine.secured(
                session.getProtocol() + " " + session.getCipherSuite(),
                certificate.isPresent() ? channel.withClientCertificate() : channel);
    }

    private void flush() throws IOException {
        wire.flush(parts.settings().timeouts().command());
    }

    private void closeInOrder() throws IOException {
        phase = Phase.CLOSED;
        if (!turn.isStopping()) {
            wire.closeInOrder();
        }
    }

    /** Ends the connection if its client is late; called by {@link LateConnections}. */
    void endIfLate(long now) {
        turn.endIfLate(now);
    }

    /**
     * Ends the connection: at once if it waits for a command, after the content and its reply if it is in a mail
     * (SRV-013).
     */
    void shutDown() {
        turn.shutDown();
    }

    /** Closes without a word. */
    void abort() {
        wire.abort();
    }
}
