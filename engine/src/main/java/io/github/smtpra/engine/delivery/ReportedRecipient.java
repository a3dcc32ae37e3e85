package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.outbox.Diagnosis;
import java.time.Instant;
import java.util.Optional;

/**
 * A recipient that a report is about.
 *
 * @param recipient who
 * @param action what has become of the mail there
 * @param diagnosis why
 * @param willRetryUntil when it will be given up, where it is still tried (RFC 3464 §2.3.9)
 */
public record ReportedRecipient(
        Recipient recipient, ReportAction action, Diagnosis diagnosis, Optional<Instant> willRetryUntil) {
    /** A recipient that is tried no more. */
    public ReportedRecipient(Recipient recipient, ReportAction action, Diagnosis diagnosis) {
        this(recipient, action, diagnosis, Optional.empty());
    }

    /**
     * Checks that status and action agree.
     *
     * @throws IllegalArgumentException if not
     */
    public ReportedRecipient {
        if (!action.agreesWith(diagnosis.status())) {
            throw new IllegalArgumentException(
                    "the status " + diagnosis.status() + " is not that of " + action.word() + " (RFC 3464 §2.3.4)");
        }
    }

    /** Whether the sender wants to hear it; of a delay also where nothing was said (RFC 3461 §4.1; CLI-051, DSN-007). */
    boolean isWanted() {
        if (action == ReportAction.RELAYED) {
            // RFC 2852 §4.1.4 (SRV-291): who asks for a time hears of it without having named SUCCESS; the client
            // knows.
            return !recipient.notifyOn().equals(Notify.NEVER);
        }
        boolean unsaid = recipient.notifyOn().equals(Notify.UNSPECIFIED);
        return recipient.notifyOn().includes(action.event()) || unsaid && action == ReportAction.DELAYED;
    }
}
