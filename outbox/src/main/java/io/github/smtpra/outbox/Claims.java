package io.github.smtpra.outbox;

import io.github.smtpra.api.smtp.MailId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which mails deliverers have in hand, and which of their recipients: a mail may be taken apart, and is in hand until its last
 * part has ended. In memory only: a process that is killed has nothing in hand. Safe for use by many threads; its lock guards
 * the map only.
 */
final class Claims {
    private final Map<MailId, Set<Integer>> claimed = new HashMap<>();

    /** The mails claimed now. */
    synchronized Set<MailId> snapshot() {
        return Set.copyOf(claimed.keySet());
    }

    synchronized void add(List<ClaimedMail> mails) {
        mails.forEach(mail -> claimed.put(mail.id(), new HashSet<>(positions(mail))));
    }

    private static List<Integer> positions(ClaimedMail mail) {
        return mail.recipients().stream().map(ClaimedRecipient::position).toList();
    }

    /** A mail or a part of it is not in hand any more. */
    synchronized void remove(ClaimedMail mail) {
        claimed.computeIfPresent(mail.id(), (id, positions) -> {
            positions.removeAll(positions(mail));
            return positions.isEmpty() ? null : positions;
        });
    }

    synchronized void require(ClaimedMail mail) throws OutboxException {
        if (!claimed.getOrDefault(mail.id(), Set.of()).containsAll(positions(mail))) {
            throw new OutboxException("Mail " + mail.id() + " is not claimed");
        }
    }
}
