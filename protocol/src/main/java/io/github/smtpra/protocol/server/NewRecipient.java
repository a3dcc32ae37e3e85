package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.OriginalRecipient;
import io.github.smtpra.api.smtp.Recipient;

/** A recipient in the making: the path of RCPT, and what its parameters say so far. */
final class NewRecipient {
    private Recipient recipient;

    NewRecipient(Mailbox mailbox) {
        recipient = new Recipient(mailbox);
    }

    void notifyOn(Notify value) {
        recipient = recipient.withNotify(value);
    }

    void original(OriginalRecipient value) {
        recipient = recipient.withOriginalRecipient(value);
    }

    Recipient recipient() {
        return recipient;
    }
}
