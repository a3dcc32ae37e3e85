package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.client.ClientAction.Reached;
import io.github.smtpra.protocol.client.RecipientResult.Unsendable;
import io.github.smtpra.protocol.data.ContentForm;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * One mail transaction: {@code [RSET] MAIL 1*RCPT (DATA / *BDAT)}, and one result for each recipient.
 *
 * <p>Invariant: the commands that were sent and not answered are those of {@code awaited}, in order; {@code asked} holds the
 * recipients of those that are RCPT. For one thread at a time.
 */
final class MailTransaction {
    /**
     * So that the peer's replies always fit into the buffers between us, or both could wait forever (RFC 2920 §3.1;
     * CLI-009).
     */
    private static final int MAX_GROUP_COMMANDS = 50;

    private static final int MAX_GROUP_OCTETS = 8192;

    private final Session session;
    private final Verdicts verdicts;
    private final Deque<Phase> awaited = new ArrayDeque<>();
    private final Deque<Integer> asked = new ArrayDeque<>();
    private final Deque<Integer> contentReplies = new ArrayDeque<>();
    private Iterator<Integer> toAsk = List.<Integer>of().iterator();
    private OutgoingMail mail;
    private Optional<ContentForm> formNeeded = Optional.empty();
    private Transfer transfer = Transfer.DATA;
    private Reached reached = Reached.NOTHING;
    private Phase next = Phase.MAIL;
    private boolean open;
    private boolean goAhead;

    MailTransaction(OutgoingMail mail, Session session) {
        this.mail = mail;
        this.session = session;
        this.verdicts = new Verdicts(mail.recipients());
    }

    /** How far the session came with this mail. */
    Reached reached() {
        return reached;
    }

    void reach(Reached further) {
        reached = further;
    }

    Verdicts verdicts() {
        return verdicts;
    }

    /** Begins with {@code RSET} where the transaction before this one was left open, or may have been. */
    void beginWithReset() {
        next = Phase.RESET;
    }

    /** The session is ready: finds out who can get the mail from this peer, and in which form. */
    void begin() {
        reached = Reached.SESSION;
        settle();
        formNeeded = verdicts.areComplete() ? Optional.empty() : new Fitness(mail, session).formNeeded();
    }

    /** The content has been given the form that was needed. */
    void fitted(OutgoingMail other) {
        mail = other;
        formNeeded = Optional.empty();
        settle();
    }

    private void settle() {
        new Fitness(mail, session).judge(verdicts);
        extensions().limits().apply(mail.recipients(), verdicts);
        transfer = Transfer.of(mail, extensions());
        toAsk = verdicts.undecided().iterator();
        if (verdicts.areComplete()) {
            reached = Reached.MAIL;
        }
    }

    /** The content can not be given the form that was needed (CLI-016, CLI-017, CLI-018). */
    void unfit(Unsendable reason) {
        verdicts.decideRest(reason);
        formNeeded = Optional.empty();
        reached = Reached.MAIL;
    }

    /** The form that the content is to be given before anything is said of the mail. */
    Optional<ContentForm> formNeeded() {
        return formNeeded;
    }

    private Extensions extensions() {
        return session.extensions();
    }

    /** How its content goes. */
    Transfer transfer() {
        return transfer;
    }

    /** The next commands: as many as fit into a group with PIPELINING, else one (RFC 2920 §3.1; CLI-008, CLI-009). */
    String nextGroup() {
        StringBuilder group = new StringBuilder();
        do {
            awaited.add(next);
            next = append(group);
            // DATA ends its group (RFC 2920 §3.1); behind it, next is FINAL_DOT.
        } while (next != Phase.FINAL_DOT && extensions().pipelining() && isRoomIn(group));
        return group.toString();
    }

    private boolean isRoomIn(StringBuilder group) {
        return group.length() < MAX_GROUP_OCTETS && awaited.size() < MAX_GROUP_COMMANDS;
    }

    /** Appends the command that is next, and returns the one behind it. */
    private Phase append(StringBuilder group) {
        switch (next) {
            case RESET -> {
                group.append("RSET\r\n");
                return Phase.MAIL;
            }
            case MAIL -> {
                commands().appendMail(group);
                return Phase.RECIPIENT;
            }
            case RECIPIENT -> {
                asked.add(toAsk.next());
                commands().appendRecipient(group, mail.recipients().get(asked.getLast()));
                return toAsk.hasNext() ? Phase.RECIPIENT : transfer.behindRecipients();
            }
            default -> {
                group.append("DATA\r\n");
                return Phase.FINAL_DOT;
            }
        }
    }

    private EnvelopeCommands commands() {
        return new EnvelopeCommands(mail, session);
    }

    /** What the next reply belongs to; empty if all commands that were sent are answered. */
    Optional<Phase> awaited() {
        return Optional.ofNullable(awaited.peek());
    }

    /** Takes the reply to the oldest command that waits for one. */
    void answer(Reply reply) throws ProtocolFailure {
        switch (awaited.remove()) {
            case RESET -> resetAnswered(reply);
            case MAIL -> mailAnswered(reply);
            case RECIPIENT -> verdicts.recipientAnswered(asked.remove(), reply);
            case CHUNK -> chunkAnswered(reply);
            default -> dataAnswered(reply);
        }
    }

    private static void resetAnswered(Reply reply) throws ProtocolFailure {
        if (!reply.isPositive()) {
            throw new ProtocolFailure("RSET was answered " + reply);
        }
    }

    private void mailAnswered(Reply reply) throws ProtocolFailure {
        reached = Reached.MAIL;
        if (reply.isPositive()) {
            open = true;
        } else {
            verdicts.decideRest(Verdicts.refusal(reply));
        }
    }

    private void dataAnswered(Reply reply) throws ProtocolFailure {
        if (reply.code() / 100 == 3) {
            goAhead = true;
        } else {
            verdicts.decideRest(Verdicts.refusal(reply));
        }
    }

    /** A chunk is on its way; more follow (RFC 3030 §2). */
    void chunkSent() {
        awaited.add(Phase.CHUNK);
    }

    private void chunkAnswered(Reply reply) throws ProtocolFailure {
        if (!reply.isPositive()) {
            // RFC 3030 §2 (CLI-017): no chunk behind one that failed; RSET comes before the next mail.
            verdicts.decideRest(Verdicts.refusal(reply));
        }
    }

    /** Whether another chunk may go before the last one is answered (RFC 3030 §4.2): one may, with PIPELINING. */
    boolean mayChunk() {
        return awaited.isEmpty() || extensions().pipelining() && awaited.size() == 1;
    }

    /** Whether it is to go on: commands are left, and somebody is left to send them for. */
    boolean hasMoreCommands() {
        return next != Phase.FINAL_DOT && !verdicts.areComplete();
    }

    /** Whether the peer waits for content. */
    boolean isContentAwaited() {
        return goAhead || transfer == Transfer.BDAT && next == Phase.FINAL_DOT && !verdicts.areComplete();
    }

    /** The end of the content goes out: its replies are awaited, one, or in LMTP one for each recipient (RFC 2033 §4.2). */
    void contentEnds() {
        contentReplies.addAll(verdicts.accepted());
    }

    /** Takes a reply to the content; returns whether it was the last. */
    boolean contentAnswered(Reply reply) throws ProtocolFailure {
        // RFC 5321 §3.3 (CLI-019): what is said to the dot holds for each recipient that was accepted.
        int concerned = session.settings().dialect() == Dialect.LMTP ? 1 : contentReplies.size();
        Confirmation confirmation =
                new Confirmation(extensions(), mail.envelope().options().deliverBy());
        for (int i = 0; i < concerned; i++) {
            verdicts.contentAnswered(contentReplies.remove(), reply, confirmation);
        }
        // RFC 5321 §4.1.1.4: the dot clears the peer's buffers, whatever the reply. RFC 3030 §2 says so of success
        // alone.
        open = transfer == Transfer.BDAT && !reply.isPositive();
        return contentReplies.isEmpty();
    }

    /** The lone dot was answered: nothing of this transaction is left at the peer (RFC 5321 §4.1.1.4). */
    void close() {
        open = false;
    }

    /** Whether the peer still holds a part of this transaction. */
    boolean isOpen() {
        return open;
    }
}
