package io.github.smtpra.engine.listener;

import io.github.smtpra.api.RecipientRequest;
import io.github.smtpra.api.smtp.DomainSyntax;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.listener.Distribution.Verdict;
import io.github.smtpra.protocol.server.Action;
import io.github.smtpra.protocol.server.Replies;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * The subscriptions of one listener: decides which recipients are served and who gets a mail. Every subscription that
 * wants a recipient gets a copy.
 *
 * <p>A subscription that has gone, its bean being suspended or undeployed, is remembered: its recipients hear "later"
 * and not "never" while the listener stays open for others.
 */
final class Subscriptions implements MailHandler {
    private static final String POSTMASTER = "postmaster";
    private static final long SETTLING_NANOS = 20_000_000;

    private final ListenerSettings settings;
    private final SenderReport.Reporter reporter;
    private final List<Subscription> active = new CopyOnWriteArrayList<>();
    private final Map<String, RecipientPatterns> gone;
    private final long settledAt;

    /**
     * No subscriptions yet.
     *
     * @param gone those that have gone, by name, from this listener or from one that was on the same address before;
     *     safe
     *     for use by many threads
     */
    Subscriptions(ListenerSettings settings, SenderReport.Reporter reporter, Map<String, RecipientPatterns> gone) {
        this.settings = settings;
        this.reporter = reporter;
        this.gone = gone;
        this.settledAt = System.nanoTime() + settings.timeouts().settle().toNanos();
    }

    void add(Subscription subscription) {
        active.add(subscription);
        gone.remove(subscription.name());
    }

    void remove(Subscription subscription) {
        gone.put(subscription.name(), subscription.recipients());
        active.remove(subscription);
    }

    boolean isEmpty() {
        return active.isEmpty();
    }

    @Override
    public Reply admit(Action.Admit question, InetSocketAddress client) {
        Mailbox mailbox = question.recipient().mailbox();
        List<Subscription> takers = awaitTakers(mailbox);
        if (takers.isEmpty()) {
            return refusalOf(mailbox);
        }
        RecipientRequest request = new RecipientRequest(
                question.recipient(), question.reversePath(), ArrivedMail.session(client, question.session()));
        for (Subscription taker : takers) {
            Optional<Reply> refusal = taker.refusal(request);
            // RFC 5321 §4.5.1: no policy keeps mail from the postmaster (SRV-062, SRV-330).
            if (refusal.isPresent() && !isPostmaster(mailbox)) {
                return refusal.get();
            }
        }
        return Replies.RECIPIENT_OK;
    }

    /** A recipient of a bean that is about to be activated must not hear "never" just because another came first. */
    private List<Subscription> awaitTakers(Mailbox mailbox) {
        List<Subscription> takers = takers(mailbox, active);
        while (takers.isEmpty()
                && System.nanoTime() - settledAt < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(SETTLING_NANOS);
            takers = takers(mailbox, active);
        }
        return takers;
    }

    private List<Subscription> takers(Mailbox mailbox, List<Subscription> candidates) {
        List<Subscription> takers = candidates.stream()
                .filter(candidate -> candidate.wants(mailbox))
                .toList();
        if (takers.isEmpty() && isPostmaster(mailbox) && servesDomainOf(mailbox)) {
            return candidates.stream().limit(1).toList();
        }
        return takers;
    }

    private Reply refusalOf(Mailbox mailbox) {
        boolean wasWanted = gone.values().stream().anyMatch(patterns -> patterns.matches(mailbox));
        if (wasWanted) {
            return Replies.NOT_ACCEPTING;
        }
        // RFC 2505 §2.1 (SRV-320, SRV-321)
        return servesDomainOf(mailbox) ? Replies.NO_SUCH_MAILBOX : Replies.NO_RELAYING;
    }

    private boolean servesDomainOf(Mailbox mailbox) {
        return DomainSyntax.areSame(mailbox.domain(), settings.hostName())
                || active.stream().anyMatch(one -> one.recipients().servesDomainOf(mailbox))
                || gone.values().stream().anyMatch(patterns -> patterns.servesDomainOf(mailbox));
    }

    /** RFC 5321 §4.5.1: in any case (SRV-062). */
    private static boolean isPostmaster(Mailbox mailbox) {
        // Java folds the long s, too.
        return mailbox.isAscii() && mailbox.localPart().equalsIgnoreCase(POSTMASTER);
    }

    /** With LMTP each recipient is a delivery of its own, with a transaction of its own (RFC 2033 §4.2; SRV-311). */
    @Override
    public Answer deliver(ArrivedMail mail) {
        List<Verdict> verdicts = deliveries(mail.envelope()).stream()
                .map(envelope -> deliver(mail, envelope))
                .toList();
        return new Answer(
                verdicts.stream().map(Verdict::reply).toList(),
                () -> verdicts.forEach(verdict -> verdict.heard().run()));
    }

    private List<Envelope> deliveries(Envelope envelope) {
        return settings.protocol() == ListenerSettings.Protocol.LMTP
                ? envelope.recipients().stream()
                        .map(one -> envelope.withRecipients(List.of(one)))
                        .toList()
                : List.of(envelope);
    }

    private Verdict deliver(ArrivedMail mail, Envelope envelope) {
        long begun = System.nanoTime();
        List<Distribution.Share> shares = shares(envelope);
        if (shares.isEmpty()) {
            // Somebody who was there at RCPT has gone since.
            MailLog.arrived(mail, envelope, Replies.NOT_ACCEPTING, "none", System.nanoTime() - begun);
            return new Verdict(Replies.NOT_ACCEPTING, () -> {});
        }
        Distribution distribution = Distribution.of(mail, shares);
        Verdict verdict = distribution.verdict(reporter);
        String outcomes = distribution.parts().stream()
                .map(part -> part.subscription().name() + ":" + part.handover().outcome())
                .collect(Collectors.joining(","));
        MailLog.arrived(mail, envelope, verdict.reply(), outcomes, System.nanoTime() - begun);
        return verdict;
    }

    /**
     * What each subscription gets, in the order in which they came; nothing if there is a recipient that none takes.
     */
    private List<Distribution.Share> shares(Envelope envelope) {
        List<Subscription> candidates = List.copyOf(active);
        Map<Subscription, List<Recipient>> taken = new HashMap<>();
        for (Recipient recipient : envelope.recipients()) {
            List<Subscription> takers = takers(recipient.mailbox(), candidates);
            if (takers.isEmpty()) {
                return List.of();
            }
            takers.forEach(taker ->
                    taken.computeIfAbsent(taker, first -> new ArrayList<>()).add(recipient));
        }
        return candidates.stream()
                .filter(taken::containsKey)
                .map(one -> new Distribution.Share(envelope.withRecipients(taken.getOrDefault(one, List.of())), one))
                .toList();
    }
}
