package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.protocol.client.RecipientResult;
import io.github.smtpra.protocol.client.RecipientResult.Accepted;
import io.github.smtpra.protocol.client.RecipientResult.NotAttempted;
import io.github.smtpra.protocol.client.RecipientResult.OverLimit;
import io.github.smtpra.protocol.client.RecipientResult.Refused;
import io.github.smtpra.protocol.client.RecipientResult.RefusedForNow;
import io.github.smtpra.protocol.client.RecipientResult.Relayed;
import io.github.smtpra.protocol.client.RecipientResult.TooManyRecipients;
import io.github.smtpra.protocol.client.RecipientResult.Uncertain;
import io.github.smtpra.protocol.client.RecipientResult.Unsendable;
import java.util.regex.Pattern;

/** What an attempt at one peer came to, in words that a report can quote. Immutable. */
final class DiagnosisWords {
    private static final EnhancedStatusCode BAD_CONNECTION = new EnhancedStatusCode(4, 4, 2);
    private static final EnhancedStatusCode TOO_MANY = new EnhancedStatusCode(4, 5, 3);
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]+");
    private static final int MAX_TEXT = 800;

    private final String peer;

    DiagnosisWords(String peer) {
        this.peer = peer;
    }

    Diagnosis diagnosis(RecipientResult result) {
        if (result instanceof Accepted accepted) {
            return said(accepted.reply());
        } else if (result instanceof Relayed relayed) {
            return said(relayed.reply());
        } else if (result instanceof Refused refused) {
            return said(refused.reply());
        } else if (result instanceof RefusedForNow refused) {
            return said(refused.reply());
        } else if (result instanceof TooManyRecipients tooMany) {
            return said(tooMany.reply(), transientStatus(tooMany.reply()));
        } else if (result instanceof OverLimit overLimit) {
            return found(TOO_MANY, "for another mail transaction, since the peer has LIMITS " + overLimit.limit());
        } else if (result instanceof Unsendable unsendable) {
            return found(unsendable.status(), unsendable.reason());
        } else if (result instanceof NotAttempted notAttempted) {
            return notAttempted(notAttempted);
        } else if (result instanceof Uncertain uncertain) {
            return found(
                    BAD_CONNECTION,
                    "the reply to the final dot was lost, the mail may have arrived: " + uncertain.reason());
        }
        throw new IllegalArgumentException("no such result: " + result);
    }

    private Diagnosis said(Reply reply) {
        return said(reply, status(reply));
    }

    private Diagnosis said(Reply reply, EnhancedStatusCode status) {
        String text = flat(reply.toString());
        return new Diagnosis(status, peer, text, peer + " said: " + text);
    }

    private Diagnosis notAttempted(NotAttempted result) {
        String text = flat(result.reason());
        return result.reply()
                .map(reply -> new Diagnosis(result.status(), peer, flat(reply.toString()), text))
                .orElseGet(() -> new Diagnosis(result.status(), "", "", text));
    }

    /** What we found ourselves is quoted as a peer's reply is where it has a reply code (RFC 7505 §4.1: 556). */
    private Diagnosis found(EnhancedStatusCode status, String reason) {
        String text = flat(reason);
        return new Diagnosis(status, peer, peer.isEmpty() && text.matches("5\\d\\d .*") ? text : "", text);
    }

    /** RFC 5321 §4.5.3.1.10: 552 to RCPT means 452. */
    private static EnhancedStatusCode transientStatus(Reply reply) {
        return reply.status()
                .map(s -> new EnhancedStatusCode(4, s.subject(), s.detail()))
                .orElse(TOO_MANY);
    }

    /** The peer's enhanced code, or what its reply code amounts to (RFC 3463 §2). */
    private static EnhancedStatusCode status(Reply reply) {
        return reply.status().orElseGet(() -> new EnhancedStatusCode(reply.code() / 100, 0, 0));
    }

    /** One line without controls, of a bounded length: fit for a log and for a report. */
    static String flat(String text) {
        String line = UNPRINTABLE
                .matcher(text.replace("§", "section "))
                .replaceAll(" ")
                .strip();
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT) + "...";
    }
}
