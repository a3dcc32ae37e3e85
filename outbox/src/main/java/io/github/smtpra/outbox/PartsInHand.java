package io.github.smtpra.outbox;

import io.github.smtpra.api.smtp.MailId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which recipients of a claimed mail are still in hand: a mail may be taken apart, and is in hand until its last part has
 * ended. In memory only. Safe for use by many threads; its lock guards the map only.
 */
final class PartsInHand {
    private final Map<MailId, Set<Integer>> parts = new HashMap<>();

    /** All of {@code mails} is in hand. */
    synchronized void add(List<ClaimedMail> mails) {
        mails.forEach(mail -> parts.put(mail.id(), new HashSet<>(positions(mail))));
    }

    private static List<Integer> positions(ClaimedMail mail) {
        return mail.recipients().stream().map(ClaimedRecipient::position).toList();
    }

    /** Refuses if {@code part} is not in hand. */
    synchronized void require(ClaimedMail part) throws OutboxException {
        if (!parts.getOrDefault(part.id(), Set.of()).containsAll(positions(part))) {
            throw new OutboxException("Mail " + part.id() + " is not claimed");
        }
    }

    /** {@code part} is about to end; whether it is the last one of its mail. */
    synchronized boolean end(ClaimedMail part) {
        Set<Integer> left = parts.getOrDefault(part.id(), Set.of());
        left.removeAll(positions(part));
        return left.isEmpty() && parts.remove(part.id()) != null;
    }

    /** {@code part} has not ended. */
    synchronized void putBack(ClaimedMail part) {
        parts.computeIfAbsent(part.id(), id -> new HashSet<>()).addAll(positions(part));
    }
}
