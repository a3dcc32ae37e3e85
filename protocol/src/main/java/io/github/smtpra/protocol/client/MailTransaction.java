package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Notify.Event;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.client.ClientAction.Reached;
import io.github.smtpra.protocol.client.RecipientResult.Accepted;
import io.github.smtpra.protocol.client.RecipientResult.Refused;
import io.github.smtpra.protocol.client.RecipientResult.RefusedForNow;
import io.github.smtpra.protocol.client.RecipientResult.Relayed;
import io.github.smtpra.protocol.client.RecipientResult.TooManyRecipients;
import io.github.smtpra.protocol.client.RecipientResult.Unsendable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One mail transaction up to the 354: {@code [RSET] MAIL 1*RCPT DATA}, and one result for each recipient.
 *
 * <p>Invariant: the commands that were sent and not answered are those of {@code awaited}, in order; a recipient that
 * was answered is either in {@code accepted} or has a result, and one that has a result keeps it.
 */
final class MailTransaction {
    /**
     * So that the peer's replies always fit into the buffers between us, or both could wait forever (RFC 2920 §3.1;
     * CLI-009).
     */
    private static final int MAX_GROUP_COMMANDS = 50;

    private static final int MAX_GROUP_OCTETS = 8192;

    private final OutgoingMail mail;
    private final Deque<Phase> awaited = new ArrayDeque<>();
    private final Map<Integer, RecipientResult> results = new HashMap<>();
    private final List<Integer> accepted = new ArrayList<>();
    private Extensions extensions = Extensions.NONE;
    private Reached reached = Reached.NOTHING;
    private Phase next = Phase.MAIL;
    private int sent;
    private int answered;
    private boolean open;
    private boolean goAhead;

    MailTransaction(OutgoingMail mail) {
        this.mail = mail;
    }

    /** How far the session came with this mail. */
    Reached reached() {
        return reached;
    }

    void reach(Reached further) {
        reached = further;
    }

    /** Begins with {@code RSET} where the mail before this one was left open. */
    void beginWithReset() {
        next = Phase.RESET;
    }

    /** Settles what the peer offers; returns why this mail can not go to it. */
    Optional<Unsendable> begin(Extensions offered) {
        extensions = offered;
        reached = Reached.SESSION;
        Optional<Unsendable> obstacle = obstacle();
        if (obstacle.isPresent()) {
            reached = Reached.MAIL;
        }
        return obstacle;
    }

    private Optional<Unsendable> obstacle() {
        if (mail.size() > extensions.sizeLimit()) {
            // RFC 1870 §6.1 (CLI-015): a client that knows the limit does not try.
            return Optional.of(new Unsendable(
                    new EnhancedStatusCode(5, 3, 4),
                    "the mail has " + mail.size() + " octets, the peer takes " + extensions.sizeLimit()));
        }
        if (mail.body() == BodyType.EIGHT_BIT_MIME && !extensions.eightBitMime()) {
            // RFC 6152 §3 (CLI-016): convert, or treat as a permanent error.
            return Optional.of(new Unsendable(
                    new EnhancedStatusCode(5, 6, 3), "the mail has 8-bit content, and the peer takes 7-bit only"));
        }
        return Optional.empty();
    }

    /** The next commands: as many as fit into a group with PIPELINING, else one (RFC 2920 §3.1). */
    String nextGroup() {
        StringBuilder group = new StringBuilder();
        do {
            awaited.add(next);
            next = append(group);
            // DATA ends its group (RFC 2920 §3.1; CLI-009); behind it, next is FINAL_DOT.
        } while (next != Phase.FINAL_DOT && extensions.pipelining() && isRoomIn(group));
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
                commands().appendRecipient(group, mail.recipients().get(sent++));
                return sent < mail.recipients().size() ? Phase.RECIPIENT : Phase.DATA;
            }
            default -> {
                group.append("DATA\r\n");
                return Phase.FINAL_DOT;
            }
        }
    }

    private EnvelopeCommands commands() {
        return new EnvelopeCommands(mail, extensions);
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
            case RECIPIENT -> recipientAnswered(answered++, reply);
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
            decide(refusal(reply));
        }
    }

    private void recipientAnswered(int place, Reply reply) throws ProtocolFailure {
        if (results.containsKey(place)) {
            return;
        }
        if (reply.isPositive()) {
            accepted.add(place);
        } else if (isTooManyRecipients(reply)) {
            results.put(place, new TooManyRecipients(reply));
        } else {
            results.put(place, refusal(reply));
        }
    }

    /**
     * 452, or 552 as RFC 821 had it (RFC 5321 §4.5.3.1.10; CLI-020), unless the enhanced code names another cause, as
     * 4.2.2 does. With nobody accepted it can not mean this, and to try again at once would never end.
     */
    private boolean isTooManyRecipients(Reply reply) {
        return (reply.code() == 452 || reply.code() == 552)
                && !accepted.isEmpty()
                && reply.status().map(s -> s.subject() == 5 && s.detail() == 3).orElse(true);
    }

    private void dataAnswered(Reply reply) throws ProtocolFailure {
        if (reply.code() / 100 == 3) {
            goAhead = true;
        } else {
            decide(refusal(reply));
        }
    }

    /** What 4yz or 5yz means for who it concerns (CLI-019). */
    static RecipientResult refusal(Reply reply) throws ProtocolFailure {
        if (reply.isTransient()) {
            return new RefusedForNow(reply);
        }
        if (reply.isPermanent()) {
            return new Refused(reply);
        }
        throw new ProtocolFailure("a command was answered " + reply);
    }

    /** Whether it is to go on: commands are left, and somebody is left to send them for. */
    boolean hasMoreCommands() {
        return next != Phase.FINAL_DOT && !isDecided();
    }

    /** Whether no recipient is left for the content to go to. */
    boolean isDecided() {
        return results.size() == mail.recipients().size();
    }

    /** Whether the peer waits for content. */
    boolean isContentAwaited() {
        return goAhead;
    }

    /** The places of those that the content goes to. */
    List<Integer> accepted() {
        return accepted.stream().filter(place -> !results.containsKey(place)).toList();
    }

    /** 2yz to the final dot, for each recipient that was accepted. */
    void contentAccepted(Reply reply) {
        for (int place = 0; place < mail.recipients().size(); place++) {
            results.putIfAbsent(place, taken(mail.recipients().get(place), reply));
        }
    }

    // RFC 3461 §5.2.2 (CLI-081)
    private RecipientResult taken(Recipient recipient, Reply reply) {
        boolean confirmed = extensions.dsn() || !recipient.notifyOn().includes(Event.SUCCESS);
        return confirmed ? new Accepted(reply) : new Relayed(reply);
    }

    /** The final dot was answered: nothing of this transaction is left at the peer (RFC 5321 §4.1.1.4). */
    void close() {
        open = false;
    }

    /** Whether the peer still holds a part of this transaction. */
    boolean isOpen() {
        return open;
    }

    /** Gives {@code result} to each recipient that has none. */
    void decide(RecipientResult result) {
        for (int place = 0; place < mail.recipients().size(); place++) {
            results.putIfAbsent(place, result);
        }
    }

    /** One result for each recipient, in order. */
    List<RecipientResult> results() {
        List<RecipientResult> inOrder = new ArrayList<>(results.size());
        for (int place = 0; place < mail.recipients().size(); place++) {
            inOrder.add(results.get(place));
        }
        return inOrder;
    }
}
