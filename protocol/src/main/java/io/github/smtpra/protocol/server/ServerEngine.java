package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.grammar.CommandLine;
import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.sasl.Channel;
import io.github.smtpra.protocol.server.ServerProfile.Role;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of one session. The shell around it feeds it with what the client sends and obeys:
 *
 * <pre>{@code
 * obey(engine.start());
 * while (...) {
 *     obey(engine.receive(buffer)); // until Await, then read more
 * }
 * }</pre>
 *
 * <p>To {@link Action.Admit}, {@link Action.Open}, {@link Action.Authenticate} and {@link Action.Deliver} the shell answers with {@link #complete},
 * and calls nothing else before. Not for use by several threads at once. Everything that moves the state machine is
 * here, in {@link Phase} and in the commands.
 */
public final class ServerEngine {
    private static final Action AWAIT = new Action.Await();
    private static final Action CLOSE = new Action.Close();

    /** There is nothing for the shell to do: go on. */
    private static final Action NOTHING = new Action.Await();

    private final ServerRules rules;
    private final Session session;
    private final LineReader lines = new LineReader();
    private int errors;

    /** The content being received now. */
    private @Nullable ContentPhase content;

    /** The chunk being received now; none while content comes behind DATA. */
    private @Nullable Chunk chunk;

    /** The question that the shell has not answered yet. */
    private @Nullable Action question;

    ServerEngine(ServerRules rules) {
        this.rules = rules;
        this.session = new Session(rules.profile(), rules.clock());
    }

    /** The first action of a session: the greeting (RFC 5321 §3.1; SRV-001). */
    public Action start() {
        return new Action.Send(Replies.greeting(rules.profile()));
    }

    /**
     * Takes octets from {@code input} and says what to do.
     *
     * @param input what was received, with an accessible array; its position moves over what was taken
     * @throws IllegalStateException if a question is open
     */
    public Action receive(ByteBuffer input) {
        if (question != null) {
            throw new IllegalStateException("not answered: " + question);
        }
        if (session.phase() == Phase.ENDED) {
            return CLOSE;
        }
        Action action = NOTHING;
        while (action == NOTHING) {
            action = content != null ? readContent(content, input) : readCommand(input);
        }
        return action;
    }

    private Action readCommand(ByteBuffer input) {
        AuthExchange exchange = session.exchange();
        return switch (lines.read(input, exchange == null ? LineReader.Place.COMMAND : LineReader.Place.EXCHANGE)) {
            case NOTHING -> AWAIT;
            case LINE -> exchange == null ? run(lines.line()) : step(() -> exchange.line(lines.line()));
            case BARE_LF -> badLine(Replies.BARE_LF);
            // RFC 4954 §4 (SRV-097)
            case LONG_LINE -> badLine(exchange == null ? Replies.LINE_TOO_LONG : Replies.EXCHANGE_LINE_TOO_LONG);
            case FLOOD -> end(Replies.FLOOD);
        };
    }

    private Action run(String line) {
        // RFC 5321 §4.1.2, §2.3.8 (SRV-069): no control character has a place in a command.
        if (line.chars().anyMatch(c -> c < ' ' || c == 127)) {
            return refused(Replies.BAD_LINE);
        }
        CommandLine command = CommandLine.of(line);
        try {
            Action action = rules.commands().row(command.verb()).run(session, command);
            Chunk announced = session.takeAnnounced();
            return announced == null ? asked(action) : begin(announced);
        } catch (Refusal refusal) {
            return refused(refusal.reply());
        }
    }

    /** A step of an AUTH exchange. */
    private interface Step {
        Action take() throws Refusal;
    }

    private Action step(Step next) {
        try {
            return asked(next.take());
        } catch (Refusal refusal) {
            return refused(refusal.reply());
        }
    }

    /** Also the end of an AUTH exchange, if there is one. */
    private Action badLine(Reply reply) {
        session.exchangeEnded();
        return refused(reply);
    }

    /** Notes the questions among the actions. */
    private Action asked(Action action) {
        if (action instanceof Action.Admit
                || action instanceof Action.Open
                || action instanceof Action.Authenticate
                || action instanceof Action.Deliver) {
            question = action;
        }
        return action;
    }

    private Action refused(Reply reply) {
        // RFC 2505 §2, RFC 5321 §7.8 (SRV-050)
        if (reply.isPermanent() && ++errors >= rules.profile().maxErrors()) {
            return end(Replies.TOO_MANY_ERRORS);
        }
        return new Action.Send(reply);
    }

    private Action end(Reply last) {
        session.ended();
        content = null;
        return new Action.Send(last);
    }

    /**
     * Answers the question that the last action was.
     *
     * @param reply to Admit: 2xx accepts the recipient; to Open: 354, or a refusal; to Deliver: the reply to the mail
     * @return what to do next
     * @throws IllegalStateException if there is no question
     */
    public Action complete(Reply reply) {
        Action asked = question;
        question = null;
        if (asked instanceof Action.Admit admit) {
            return admitted(admit.recipient(), reply);
        }
        if (asked instanceof Action.Open) {
            return opened(reply);
        }
        if (asked instanceof Action.Deliver) {
            return answered(List.of(reply));
        }
        throw new IllegalStateException("nothing was asked");
    }

    /**
     * Answers Authenticate.
     *
     * @return what to do next
     * @throws IllegalStateException if the last action was not Authenticate
     */
    public Action complete(Answer answer) {
        AuthExchange exchange = session.exchange();
        if (!(question instanceof Action.Authenticate) || exchange == null) {
            throw new IllegalStateException("nobody was asked who the client is");
        }
        question = null;
        return step(() -> exchange.answer(answer));
    }

    /**
     * Answers Deliver for LMTP.
     *
     * @param replies one for each recipient, in the order in which they were accepted (RFC 2033 §4.2; SRV-311)
     * @return what to do next
     * @throws IllegalArgumentException if there are more or fewer
     * @throws IllegalStateException if the last action was not Deliver
     */
    public Action complete(List<Reply> replies) {
        if (!(question instanceof Action.Deliver)) {
            throw new IllegalStateException("no mail was handed over");
        }
        if (replies.size() != repliesOwed()) {
            throw new IllegalArgumentException(replies.size() + " replies for " + repliesOwed());
        }
        question = null;
        return answered(replies);
    }

    /**
     * How many replies the end of the content calls for: with LMTP one for each recipient (RFC 2033 §4.2), else one.
     */
    public int repliesOwed() {
        return rules.profile().role() == Role.LMTP ? session.transaction().recipientCount() : 1;
    }

    /**
     * A recipient that is not wanted is no error of the client's: a list with many dead addresses reaches the others
     * (SRV-031).
     */
    private Action admitted(Recipient recipient, Reply reply) {
        if (!reply.isPositive()) {
            return new Action.Send(reply);
        }
        session.transaction().add(recipient);
        session.recipientAdded();
        return new Action.Send(reply);
    }

    private Action opened(Reply reply) {
        boolean open = reply.code() / 100 == 3;
        if (chunk != null) {
            return receiveChunk(chunk, open ? chunks() : ContentPhase.thrownAway(reply));
        }
        if (open) {
            content = ContentPhase.ofData(rules.profile().maxSize());
            session.contentBegins();
        }
        return new Action.Send(reply);
    }

    /** RFC 3030 §2: the octets of a chunk are read whatever becomes of them (SRV-171, SRV-175). */
    private Action begin(Chunk announced) {
        chunk = announced;
        if (announced.refusal() != null) {
            return receiveChunk(announced, ContentPhase.thrownAway(announced.refusal()));
        }
        return session.phase() == Phase.CHUNKS
                ? receiveChunk(announced, chunks())
                : asked(new Action.Open(session.mail()));
    }

    private ContentPhase chunks() {
        return session.transaction().chunks(rules.profile().maxSize());
    }

    private Action receiveChunk(Chunk announced, ContentPhase phase) {
        phase.beginChunk(announced.size());
        content = phase;
        return NOTHING;
    }

    /** RFC 5321 §4.1.1.4: after the final reply, whatever it is, the buffers are empty (SRV-032). */
    private Action answered(List<Reply> replies) {
        session.reset();
        return new Action.Send(replies);
    }

    /** The same for all: it is the content that is refused. */
    private Action contentRefused(Reply reply) {
        return answered(Collections.nCopies(repliesOwed(), reply));
    }

    private Action readContent(ContentPhase phase, ByteBuffer input) {
        while (input.hasRemaining() && !phase.isAtEnd()) {
            Action action = keep(phase, phase.read(input));
            if (action != NOTHING) {
                return action;
            }
        }
        // RFC 5321 §4.1.1.4 (SRV-119, SRV-176)
        if (!phase.isAtEnd()) {
            return AWAIT;
        }
        content = null;
        return chunk == null ? contentEnded(phase) : chunkEnded(phase, chunk);
    }

    private static Action keep(ContentPhase phase, ByteBuffer piece) {
        if (phase.mustBeAbandoned()) {
            return new Action.Abandon();
        }
        return piece.hasRemaining() && phase.refusal().isEmpty() ? new Action.Content(piece) : NOTHING;
    }

    private Action contentEnded(ContentPhase phase) {
        Optional<Reply> refusal = phase.refusal().or(session::contentRefusal);
        return refusal.isPresent() ? contentRefused(refusal.get()) : asked(new Action.Deliver(session.mail()));
    }

    private Action chunkEnded(ContentPhase phase, Chunk ended) {
        chunk = null;
        if (ended.refusal() != null) {
            return refused(ended.refusal());
        }
        if (phase.refusal().isPresent()) {
            // RFC 2033 §4.2 (SRV-312): a reply for each recipient only to the last chunk.
            return ended.isLast()
                    ? contentRefused(phase.refusal().get())
                    : answered(List.of(phase.refusal().get()));
        }
        if (!ended.isLast()) {
            session.chunkEnded();
            return new Action.Send(Replies.chunk(ended.size()));
        }
        Action rest = keep(phase, phase.endLastChunk());
        // What is kept now is followed by the end of the content, at the next call.
        content = rest == NOTHING ? null : phase;
        return rest == NOTHING ? contentEnded(phase) : rest;
    }

    /**
     * Tells that the handshake after {@link Action.StartTls}, or that of implicit TLS, has succeeded. All that was said
     * before is forgotten (RFC 3207 §4.2; SRV-191).
     *
     * @param description version and cipher suite
     */
    public void secured(String description) {
        secured(description, Channel.ENCRYPTED);
    }

    /**
     * The same, of a handshake of which more is known.
     *
     * @param channel what AUTH needs to know of it
     */
    public void secured(String description, Channel channel) {
        session.secured(description, channel);
    }

    /** Instead of the handshake that {@link Action.StartTls} asks for: there can be none now (SRV-190). */
    public Action tlsUnavailable() {
        return new Action.Send(Replies.TLS_NOT_NOW);
    }

    /** Whether content is being received. */
    public boolean isReceivingContent() {
        return content != null;
    }

    /**
     * Whether the octets that come next show that the client has heard all replies so far: content behind a 354, for
     * which it must have waited. Chunks show nothing, they may be pipelined (RFC 2920 §3.1, RFC 3030 §2).
     */
    public boolean hasClientWaited() {
        return content != null && chunk == null;
    }
}
