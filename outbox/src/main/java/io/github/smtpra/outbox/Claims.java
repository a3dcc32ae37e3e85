package io.github.smtpra.outbox;

import io.github.smtpra.api.smtp.MailId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which mails deliverers have in hand. In memory only: a process that is killed has nothing in hand. Safe for use by many
 * threads; its lock guards the set only.
 */
final class Claims {
    private final Set<MailId> claimed = new HashSet<>();

    /** The mails claimed now. */
    synchronized Set<MailId> snapshot() {
        return Set.copyOf(claimed);
    }

    synchronized void add(List<ClaimedMail> mails) {
        mails.forEach(mail -> claimed.add(mail.id()));
    }

    synchronized void remove(ClaimedMail mail) {
        claimed.remove(mail.id());
    }

    synchronized void require(ClaimedMail mail) throws OutboxException {
        if (!claimed.contains(mail.id())) {
            throw new OutboxException("Mail " + mail.id() + " is not claimed");
        }
    }
}
