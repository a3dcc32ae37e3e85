package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Reply;
import java.util.Optional;

/** How one mail transaction ended for one recipient, as far as the protocol knows. What it means is decided elsewhere. */
public sealed interface RecipientResult {
    /** The peer took responsibility: 2yz to the final dot. */
    record Accepted(Reply reply) implements RecipientResult {}

    /**
     * The peer took responsibility, and the sender is to hear that: nobody behind the peer will confirm the delivery that the
     * sender has asked for with {@code NOTIFY=SUCCESS} (RFC 3461 §5.2.2), or will watch the time, or the sender wants to know
     * each relay (RFC 2852 §4.1.4).
     */
    record Relayed(Reply reply) implements RecipientResult {}

    /** 4yz: the same may work later. */
    record RefusedForNow(Reply reply) implements RecipientResult {}

    /**
     * The peer takes no more recipients in this mail transaction, but took some before this one: to be sent in another
     * at once (RFC 5321 §4.5.3.1.10).
     */
    record TooManyRecipients(Reply reply) implements RecipientResult {}

    /**
     * The peer has said that it takes no more recipients in one mail transaction: to be sent in another at once (RFC 9422
     * §4; CLI-021).
     *
     * @param limit as the peer has said it
     */
    record OverLimit(String limit) implements RecipientResult {}

    /** 5yz: the same will not work later. */
    record Refused(Reply reply) implements RecipientResult {}

    /** What the peer offers rules this mail out; it was not tried. Permanent. */
    record Unsendable(EnhancedStatusCode status, String reason) implements RecipientResult {}

    /**
     * It did not come to a decision about this recipient; the mail is certainly not with the peer. Temporary.
     *
     * @param status of class 4
     * @param reason one line for people
     * @param reply what the peer said, if that was the cause
     */
    record NotAttempted(EnhancedStatusCode status, String reason, Optional<Reply> reply) implements RecipientResult {
        NotAttempted(EnhancedStatusCode status, String reason) {
            this(status, reason, Optional.empty());
        }
    }

    /** The final dot was sent and no reply understood: the peer has the mail or not (RFC 1047). */
    record Uncertain(String reason) implements RecipientResult {}
}
