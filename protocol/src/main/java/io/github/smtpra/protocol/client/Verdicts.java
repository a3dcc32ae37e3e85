package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.client.RecipientResult.Accepted;
import io.github.smtpra.protocol.client.RecipientResult.Refused;
import io.github.smtpra.protocol.client.RecipientResult.RefusedForNow;
import io.github.smtpra.protocol.client.RecipientResult.Relayed;
import io.github.smtpra.protocol.client.RecipientResult.TooManyRecipients;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How one mail transaction ends for each recipient (RFC 5321 §3.3; CLI-019). Invariant: who has a result keeps it; who was
 * accepted has none until the content is answered. For one thread at a time.
 */
final class Verdicts {
    private final List<Recipient> recipients;
    private final Map<Integer, RecipientResult> results = new HashMap<>();
    private final List<Integer> accepted = new ArrayList<>();

    Verdicts(List<Recipient> recipients) {
        this.recipients = recipients;
    }

    /** What 4yz or 5yz means for who it concerns (RFC 5321 §4.2.1). */
    static RecipientResult refusal(Reply reply) throws ProtocolFailure {
        if (reply.isTransient()) {
            return new RefusedForNow(reply);
        }
        if (reply.isPermanent()) {
            return new Refused(reply);
        }
        throw new ProtocolFailure("a command was answered " + reply);
    }

    /** The reply to {@code RCPT} for the recipient at {@code place}. */
    void recipientAnswered(int place, Reply reply) throws ProtocolFailure {
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
     * 452, or 552 as RFC 821 had it (RFC 5321 §4.5.3.1.10; CLI-020), unless the enhanced code names another cause, as 4.2.2
     * does. With nobody accepted it can not mean this, and to try again at once would never end.
     */
    private boolean isTooManyRecipients(Reply reply) {
        return (reply.code() == 452 || reply.code() == 552)
                && !accepted.isEmpty()
                && reply.status().map(s -> s.subject() == 5 && s.detail() == 3).orElse(true);
    }

    /** The reply to the content for one recipient: LMTP has one for each (RFC 2033 §4.2; CLI-019). */
    void contentAnswered(int place, Reply reply, Confirmation confirmation) throws ProtocolFailure {
        decide(place, reply.isPositive() ? taken(recipients.get(place), reply, confirmation) : refusal(reply));
    }

    private static RecipientResult taken(Recipient recipient, Reply reply, Confirmation confirmation) {
        return confirmation.isOurs(recipient) ? new Relayed(reply) : new Accepted(reply);
    }

    void decide(int place, RecipientResult result) {
        results.putIfAbsent(place, result);
    }

    /** Gives {@code result} to each recipient that has none. */
    void decideRest(RecipientResult result) {
        undecided().forEach(place -> decide(place, result));
    }

    /** The places of those that have no result. */
    List<Integer> undecided() {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < recipients.size(); place++) {
            if (!results.containsKey(place)) {
                places.add(place);
            }
        }
        return places;
    }

    /** The places of those that the content goes to. */
    List<Integer> accepted() {
        return accepted.stream().filter(place -> !results.containsKey(place)).toList();
    }

    /** Whether everybody has a result. */
    boolean areComplete() {
        return results.size() == recipients.size();
    }

    /** One result for each recipient, in order; all must have one. */
    List<RecipientResult> inOrder() {
        List<RecipientResult> inOrder = new ArrayList<>(results.size());
        for (int place = 0; place < recipients.size(); place++) {
            inOrder.add(results.get(place));
        }
        return inOrder;
    }
}
