package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.listener.HeardReply.Proof;
import io.github.smtpra.engine.tls.TlsBindings;
import io.github.smtpra.protocol.sasl.Channel;
import io.github.smtpra.protocol.server.Action;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: reads, feeds the engine, obeys. The whole loop runs on the connection's own thread; only
 * {@link #endIfLate} and {@link #shutDown} come from others, and touch the socket only after they have won the turn.
 */
final class Connection implements Runnable {
    /** Whose turn it is: from READING_… to ENDING whoever ends a waiting connection from outside, else the thread. */
    private enum Turn {
        WORKING,
        READING_COMMAND,
        READING_CONTENT,
        ENDING
    }

    /** How long the last reply may take to be written, once a connection is ended from outside. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private static final Duration HANDSHAKE = Duration.ofMinutes(1);
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");

    private final ListenerParts parts;
    private final ServerEngine engine;
    private final InetSocketAddress client;
    private final Deadline deadline;
    private final InputBuffer input = new InputBuffer();
    private final ReplyBuffer replies = new ReplyBuffer();
    private final ClientLogin login;
    private final HeardReply heardReply = new HeardReply();
    private final AtomicReference<Turn> turn = new AtomicReference<>(Turn.WORKING);
    private final CountDownLatch lastWordsSaid = new CountDownLatch(1);
    private final Socket raw;
    private volatile Socket socket;
    private volatile boolean stopping;
    private volatile boolean open = true;
    private @Nullable ArrivingContent spool;

    Connection(ListenerParts parts, Socket socket) {
        this.parts = parts;
        this.raw = socket;
        this.socket = socket;
        this.client = (InetSocketAddress) socket.getRemoteSocketAddress();
        this.engine = parts.rules().newSession();
        this.login = new ClientLogin(parts.logins(), client, parts.nanoTime());
        this.deadline = new Deadline(parts.nanoTime());
    }

    InetSocketAddress client() {
        return client;
    }

    @Override
    public void run() {
        try {
            if (parts.settings().tls() == ListenerSettings.Tls.IMPLICIT) {
                // RFC 8314 §3.3, §7.3 (SRV-198)
                handshake();
            }
            obey(engine.start());
            while (open) {
                step();
            }
            // RFC 5321 §4.1.1.10: what was open is dropped, what was finished stays (SRV-009, SRV-119, SRV-200)
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> "connection of " + client + " lost: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "SMTPRA002 Connection of " + client + " ended by a fault", e);
        } finally {
            end();
        }
    }

    /** The order counts: from the removal on, no deadline ends a write that is stuck, and nobody waits for us. */
    private void end() {
        try {
            dropSpool();
            input.release();
            if (turn.get() == Turn.ENDING) {
                awaitLastWords();
            }
            close();
        } finally {
            parts.connections().remove(this);
        }
    }

    private void step() throws IOException {
        Action action = engine.receive(input.octets());
        if (action instanceof Action.Await) {
            await();
        } else {
            obey(action);
        }
    }

    // RFC 2920 §3.2: what was said leaves before we wait (SRV-157, SRV-158)
    private void await() throws IOException {
        flush(parts.settings().timeouts().command());
        // RFC 5321 §3.8 (SRV-013)
        if (stopping && !engine.isReceivingContent()) {
            replies.add(Replies.SHUTTING_DOWN);
            close();
            return;
        }
        if (engine.isReceivingContent()) {
            deadline.startBlock(parts.settings().timeouts().block());
            read(Turn.READING_CONTENT, InputBuffer.Expecting.CONTENT);
        } else {
            // Not anew for each octet that trickles in: the whole command is due (SRV-007, OPS-003).
            deadline.startUnlessRunning(parts.settings().timeouts().command());
            read(Turn.READING_COMMAND, InputBuffer.Expecting.COMMANDS);
        }
    }

    private void read(Turn reading, InputBuffer.Expecting expecting) throws IOException {
        turn.set(reading);
        if (stopping) {
            shutDown(); // It was called while it was our turn, and left this to us.
        }
        boolean more = input.fill(socket.getInputStream(), expecting);
        login.heard();
        if (turn.compareAndSet(reading, Turn.WORKING) && more) {
            heardReply.received(engine.hasClientWaited() ? Proof.NEXT_CONTENT : Proof.NEXT_OCTETS);
        } else {
            open = false;
        }
    }

    private void obey(Action action) throws IOException {
        if (action instanceof Action.Send send) {
            send.replies().forEach(replies::add);
        } else if (action instanceof Action.Content content) {
            if (spool != null) {
                spool.add(content.octets());
            }
        } else if (action instanceof Action.Admit question) {
            deadline.stop();
            obey(engine.complete(parts.handler().admit(question, client)));
        } else if (action instanceof Action.Authenticate question) {
            deadline.stop();
            obey(engine.complete(login.answer(question)));
        } else if (action instanceof Action.Authenticated done) {
            login.succeeded(done);
            replies.add(done.reply());
        } else if (action instanceof Action.NotAuthenticated failed) {
            deadline.stop();
            login.failed(failed, () -> stopping);
            replies.add(failed.reply());
        } else if (action instanceof Action.Open) {
            openSpool();
            obey(engine.complete(Replies.START_CONTENT));
        } else if (action instanceof Action.Deliver deliver) {
            deliver(deliver.mail());
        } else if (action instanceof Action.Abandon) {
            dropSpool();
        } else if (action instanceof Action.StartTls tls) {
            replies.add(tls.ready());
            // RFC 2920 §3.2(9) (SRV-161, SRV-192)
            input.drop();
            handshake();
        } else if (action instanceof Action.Close) {
            close();
        }
    }

    private void openSpool() {
        dropSpool();
        spool = parts.contents().get();
        deadline.startContent(parts.settings().timeouts().content());
    }

    private void deliver(MailFacts facts) throws IOException {
        flush(parts.settings().timeouts().command());
        deadline.stop();
        MailHandler.Answer answer = answer(facts);
        obey(engine.complete(answer.replies()));
        // What has come behind the content was sent before this reply could be heard.
        heardReply.replied(answer.heard(), hasMoreArrived() ? Proof.NEXT_CONTENT : Proof.NEXT_OCTETS);
    }

    /** With TLS, octets may wait in the socket below it, too. */
    private boolean hasMoreArrived() throws IOException {
        return !input.isEmpty()
                || raw.getInputStream().available() > 0
                || socket.getInputStream().available() > 0;
    }

    private MailHandler.Answer answer(MailFacts facts) {
        ArrivingContent content = spool;
        if (content == null) {
            throw new IllegalStateException("content was never opened");
        }
        MailId id = MailId.next(parts.clock().instant());
        try {
            byte[] digest = content.finish();
            Optional<Reply> refusal = content.header().flatMap(header -> new SubmittedFields(header, facts).refusal());
            if (refusal.isPresent()) {
                return MailHandler.Answer.refusal(refusal.get(), engine.repliesOwed());
            }
            String trace = new Arrival(id, facts, client, ZonedDateTime.now(parts.clock()))
                    .trace(parts.settings().hostName(), content.header());
            return parts.handler().deliver(new ArrivedMail(id, facts, client, trace, content, digest));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "SMTPRA003 Content of mail " + id + " could not be spooled", e);
            // RFC 5321 §6.1 (OPS-002)
            return MailHandler.Answer.refusal(Replies.NO_STORAGE, engine.repliesOwed());
        } finally {
            dropSpool();
        }
    }

    private void handshake() throws IOException {
        flush(parts.settings().timeouts().command());
        Duration command = parts.settings().timeouts().command();
        deadline.start(command.compareTo(HANDSHAKE) < 0 ? command : HANDSHAKE);
        SSLSocket secured = parts.tls().layerOver(socket);
        // RFC 3207 §4 (SRV-193)
        secured.startHandshake();
        socket = secured;
        var session = secured.getSession();
        deadline.stop();
        Optional<X509Certificate> certificate = parts.tls().verifiedClient(session);
        login.shown(certificate);
        Channel channel = Channel.ENCRYPTED.with(TlsBindings.ofServer(session));
        engine.secured(
                session.getProtocol() + " " + session.getCipherSuite(),
                certificate.isPresent() ? channel.withClientCertificate() : channel);
    }

    private void flush(Duration time) throws IOException {
        if (!replies.isEmpty()) {
            deadline.start(time);
            replies.flushTo(socket.getOutputStream());
            deadline.stop();
        }
    }

    private void close() {
        open = false;
        try {
            flush(LAST_WORDS);
            deadline.start(LAST_WORDS); // With TLS a close writes, and so may block (SRV-047).
            socket.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.TRACE, "close", e);
        } finally {
            abort();
        }
    }

    private void dropSpool() {
        ArrivingContent content = spool;
        spool = null;
        if (content != null) {
            try {
                content.close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "SMTPRA004 A spool file could not be deleted", e);
            }
        }
    }

    /** Ends the connection if its client is late; called by {@link LateConnections}. */
    void endIfLate(long now) {
        if (deadline.isLate(now)) {
            if (turn.compareAndSet(Turn.READING_COMMAND, Turn.ENDING)
                    || turn.compareAndSet(Turn.READING_CONTENT, Turn.ENDING)) {
                sayAndClose(Replies.TIMED_OUT);
            } else {
                abort(); // It is stuck in a write or a handshake, or in its last words.
            }
        }
    }

    /**
     * Ends the connection: at once if it waits for a command, after the content and its reply if it is in a mail
     * (SRV-013).
     */
    void shutDown() {
        stopping = true;
        if (turn.compareAndSet(Turn.READING_COMMAND, Turn.ENDING)) {
            sayAndClose(Replies.SHUTTING_DOWN);
        }
    }

    /** Last words of a connection whose own thread waits in a read. On a thread of their own: a write may block. */
    private void sayAndClose(Reply reply) {
        deadline.start(LAST_WORDS);
        try {
            parts.threads().execute(() -> lastWords(reply));
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.log(System.Logger.Level.DEBUG, "no thread for last words", e);
            abort();
            lastWordsSaid.countDown();
        }
    }

    private void lastWords(Reply reply) {
        try {
            socket.getOutputStream().write(ReplyBuffer.octets(reply));
            socket.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.TRACE, "last words", e);
        } finally {
            abort();
            lastWordsSaid.countDown();
        }
    }

    private void awaitLastWords() {
        try {
            lastWordsSaid.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes without a word. */
    void abort() {
        deadline.stop();
        try {
            raw.close(); // Not the TLS socket: closing that in good order may block.
        } catch (IOException e) {
            LOG.log(System.Logger.Level.TRACE, "abort", e);
        }
    }
}
