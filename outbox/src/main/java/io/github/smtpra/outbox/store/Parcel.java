package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.content.Staged;
import java.util.List;

/**
 * What one transaction hands over.
 *
 * @param mails mails that it sends, which the caller has taken
 * @param cancelled mails that it cancels, which are in hand
 */
public record Parcel(List<Staged> mails, List<MailId> cancelled) {
    /** Copies the lists. */
    public Parcel {
        mails = List.copyOf(mails);
        cancelled = List.copyOf(cancelled);
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return mails.isEmpty() && cancelled.isEmpty();
    }

    /** What the store is to do. */
    Changes changes() {
        return new Changes(mails.stream().map(Staged::mail).toList(), cancelled);
    }
}
