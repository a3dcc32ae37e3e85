package io.github.smtpra.outbox;

import io.github.smtpra.api.queue.QueueSelection;
import io.github.smtpra.api.queue.QueuedMail;
import io.github.smtpra.api.queue.QueuedMail.State;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.store.InHand;
import io.github.smtpra.outbox.store.OperatorStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Pages of the queue, with what only the process knows: which mails somebody is at work with. Safe for use by many threads.
 *
 * @param store the mails
 * @param inHand those that somebody has
 */
record Listing(OperatorStore store, InHand inHand) {
    private static final int MOST = 1000;

    Optional<QueuedMail> find(MailId mail) throws OutboxException {
        return store.find(mail).map(found -> asItIs(found, inHand.begun()));
    }

    List<QueuedMail> list(QueueSelection selection) throws OutboxException {
        Set<MailId> now = inHand.begun();
        return selection.state().filter(State.IN_HAND::equals).isPresent()
                ? inHand(selection, now)
                : page(selection, now);
    }

    /** They are few, as many as there are sessions: looked at one by one. */
    private List<QueuedMail> inHand(QueueSelection selection, Set<MailId> now) throws OutboxException {
        List<QueuedMail> found = new ArrayList<>();
        for (MailId mail : now) {
            store.find(mail).filter(each -> isWanted(each, selection)).ifPresent(found::add);
        }
        return found.stream()
                .sorted(Comparator.comparing(QueuedMail::id))
                .limit(selection.limit())
                .map(each -> asItIs(each, now))
                .toList();
    }

    private static boolean isWanted(QueuedMail mail, QueueSelection selection) {
        return selection.after().map(after -> mail.id().compareTo(after) > 0).orElse(true)
                && selection.sender().map(mail.sender()::equals).orElse(true)
                && selection
                        .recipientDomain()
                        .map(domain -> isFor(mail, domain))
                        .orElse(true);
    }

    private static boolean isFor(QueuedMail mail, String domain) {
        return mail.recipients().stream()
                .anyMatch(each -> each.mailbox().domain().equalsIgnoreCase(domain));
    }

    /** A page is read larger by what may have to be left out of it, so that it is empty only at the end. */
    private List<QueuedMail> page(QueueSelection selection, Set<MailId> now) throws OutboxException {
        QueueSelection larger = selection.withLimit(Math.min(MOST, selection.limit() + now.size()));
        return store.list(larger).stream()
                .map(each -> asItIs(each, now))
                .filter(each -> selection.state().map(each.state()::equals).orElse(true))
                .limit(selection.limit())
                .toList();
    }

    private static QueuedMail asItIs(QueuedMail mail, Set<MailId> inHand) {
        return inHand.contains(mail.id()) && mail.state() == State.WAITING
                ? new QueuedMail(
                        mail.id(),
                        mail.sender(),
                        mail.size(),
                        mail.sentAt(),
                        State.IN_HAND,
                        mail.due(),
                        mail.route(),
                        mail.recipients())
                : mail;
    }
}
