package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.outbox.Diagnosis;

/**
 * A recipient that a report is about.
 *
 * @param recipient who
 * @param action what has become of the mail there
 * @param diagnosis why
 */
public record ReportedRecipient(Recipient recipient, ReportAction action, Diagnosis diagnosis) {
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

    /** Whether the sender wants to hear it (RFC 3461 §4.1; DSN-007). */
    boolean isWanted() {
        return recipient.notifyOn().includes(action.event());
    }
}
