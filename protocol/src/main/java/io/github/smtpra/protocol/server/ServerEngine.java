package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.grammar.CommandLine;
import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.sasl.Channel;
import java.nio.ByteBuffer;
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
 * <p>To {@link Action.Admit}, {@link Action.Open}, {@link Action.Authenticate}, {@link Action.Deliver}, {@link Action.GoOn} and
 * {@link Action.StartRun} the shell answers with {@link #complete},
 * and calls nothing else before. Not for use by several threads at once. Everything that moves the state machine is
 * here, in {@link Phase} and in the commands.
 */
public final class ServerEngine {
    static final Action AWAIT = new Action.Await();

    /** There is nothing for the shell to do: go on. */
    static final Action NOTHING = new Action.Await();

    private static final Action CLOSE = new Action.Close();

    private final ServerRules rules;
    private final Session session;
    private final FinalReplies finalReplies;
    private final Reception reception;
    private final LineReader lines = new LineReader();
    private int errors;
    private boolean replyDueAtOnce = true;

    /** The question that the shell has not answered yet. */
    private @Nullable Action question;

    ServerEngine(ServerRules rules) {
        this.rules = rules;
        this.session = new Session(rules.profile(), rules.clock());
        this.finalReplies = new FinalReplies(session);
        this.reception = new Reception(session, finalReplies);
    }

    /** The peer is one of those that may say for whom they speak, by XCLIENT. To be told before {@link #start}. */
    public void trustPeer() {
        session.trustPeer();
    }

    /** The first action of a session: the greeting (RFC 5321 §3.1; SRV-001). */
    public Action start() {
        return new Action.Send(Replies.greeting(rules.profile()));
    }

    /**
     * Takes octets from {@code input} and says what to do: replies in the order of the commands (RFC 2920 §3.2; SRV-156), and
     * what stands behind content are commands again (SRV-122).
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
            action = reception.isOn() ? step(() -> readContent(input)) : readCommand(input);
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
            case TLS_HANDSHAKE -> end(Replies.NOT_SMTP);
        };
    }

    private Action run(String line) {
        CommandLine command = CommandLine.of(line);
        CommandRow row = rules.commands().row(command.verb());
        replyDueAtOnce = !row.traits().contains(CommandRow.Trait.IN_GROUP);
        // RFC 5321 §4.1.2, §2.3.8 (SRV-069, SRV-113): no control character has a place in a command.
        if (command.hasBadVerb()) {
            return refused(Replies.BAD_LINE);
        }
        try {
            Action action = row.run(session, command);
            Chunk announced = session.takeAnnounced();
            return asked(announced == null ? action : reception.begin(announced));
        } catch (Refusal refusal) {
            return refused(refusal.reply());
        }
    }

    /** A step of an AUTH exchange, or of a content. */
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
                || action instanceof Action.Deliver
                || action instanceof Action.GoOn
                || action instanceof Action.StartRun) {
            question = action;
        }
        return action;
    }

    /** RFC 5321 §7.8 (SRV-050): what is refused for good counts; recipients that are not wanted do not. */
    private Action refused(Reply reply) {
        // RFC 2505 §2, RFC 5321 §7.8 (SRV-050)
        if (reply.isPermanent() && ++errors >= rules.profile().maxErrors()) {
            return end(Replies.TOO_MANY_ERRORS);
        }
        return new Action.Send(reply);
    }

    private Action end(Reply last) {
        session.ended();
        reception.drop();
        return new Action.Send(last);
    }

    /**
     * Answers the question that the last action was.
     *
     * @param reply to Admit: 2xx accepts the recipient; to Open: 354, or a refusal; to Deliver: the reply to the mail; to
     *     StartRun: what has become of it
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
            return reception.opened(reply);
        }
        if (asked instanceof Action.Deliver) {
            return finalReplies.once(reply);
        }
        if (asked instanceof Action.StartRun || asked instanceof Action.GoOn) {
            return new Action.Send(reply);
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
     * Answers Deliver, with one reply or with one for each recipient.
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
        Action action = finalReplies.each(replies);
        question = null;
        return action;
    }

    /** How many replies the shell owes for a mail: one for each recipient, or one. */
    public int repliesOwed() {
        return finalReplies.owed();
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

    /**
     * Answers {@link Action.GoOn}: there is content, and the client sends the rest of it.
     *
     * @return what to do next; if then content {@linkplain #isReceivingContent() is received}, it goes on behind what is
     *     kept. If not, the mail is another one in spite of its name, and begins anew.
     */
    public Action goOn(Checkpoint kept) {
        if (!(question instanceof Action.GoOn)) {
            throw new IllegalStateException("no mail was looked for");
        }
        question = null;
        if (!kept.transaction().reversePath().equals(session.transaction().reversePath())) {
            return new Action.Send(Replies.SENDER_OK);
        }
        replyDueAtOnce = true;
        return reception.goOn(kept);
    }

    /** The connection is lost: what a later session needs to go on, if the client has asked for that (RFC 1845 §3). */
    public Optional<Checkpoint> interrupted() {
        return reception.interrupted();
    }

    private Action readContent(ByteBuffer input) throws Refusal {
        try {
            return reception.read(input);
        } finally {
            if (!reception.isOn()) {
                replyDueAtOnce = false; // RFC 2920 §3.1 (SRV-160): the next mail may be in the pipe already.
            }
        }
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

    /**
     * Whether what was sent last may not wait for further replies: all but those to commands that stand inside a
     * pipelined group, and to content (RFC 2920 §3.2; SRV-158).
     */
    public boolean isReplyDueAtOnce() {
        return replyDueAtOnce;
    }

    /** Whether content is being received. */
    public boolean isReceivingContent() {
        return reception.isOn();
    }

    /**
     * Whether the octets that come next show that the client has heard all replies so far: content behind a 354, for
     * which it must have waited. Chunks show nothing, they may be pipelined (RFC 2920 §3.1, RFC 3030 §2).
     */
    public boolean hasClientWaited() {
        return reception.wasWaitedFor();
    }
}
