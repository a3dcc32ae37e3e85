package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.protocol.client.RecipientResult.Unsendable;
import java.util.Optional;

/** Whether a mail can go to a peer that offers what it does: found out before the peer is asked. */
final class Fitness {
    private Fitness() {}

    /** Why {@code mail} can not go; empty if it can. */
    static Optional<Unsendable> obstacle(OutgoingMail mail, Extensions extensions) {
        if (mail.size() > extensions.sizeLimit()) {
            // RFC 1870 §6.1 (CLI-015): a client that knows the limit does not try.
            return Optional.of(new Unsendable(
                    new EnhancedStatusCode(5, 3, 4),
                    "the mail has " + mail.size() + " octets, the peer takes " + extensions.sizeLimit()));
        }
        if (mail.body() == BodyType.EIGHT_BIT_MIME && !extensions.eightBitMime()) {
            // RFC 6152 §3: convert, or treat as a permanent error.
            return Optional.of(new Unsendable(
                    new EnhancedStatusCode(5, 6, 3), "the mail has 8-bit content, and the peer takes 7-bit only"));
        }
        return Optional.empty();
    }
}
