package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.content.NewMail;
import java.util.List;

/**
 * What one transaction does to the queue.
 *
 * @param added mails that it sends
 * @param cancelled mails that it takes out, which the caller has in hand
 */
public record Changes(List<NewMail> added, List<MailId> cancelled) {
    /** Copies the lists. */
    public Changes {
        added = List.copyOf(added);
        cancelled = List.copyOf(cancelled);
    }

    /** Only mails that are sent. */
    public static Changes adding(List<NewMail> mails) {
        return new Changes(mails, List.of());
    }
}
