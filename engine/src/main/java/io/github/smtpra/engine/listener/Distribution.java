package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Notify.Event;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.listener.SenderReport.Fate;
import io.github.smtpra.protocol.server.Replies;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One mail on its way to its subscriptions, one after the other, and the one reply that comes of it:
 *
 * <ul>
 *   <li>kept by all: yes;
 *   <li>kept by none: their no, a transient one first (DSN-013);
 *   <li>kept by some, refused for now by others: the transient no. The client comes again, and the ledger keeps those
 *       who have it from getting it twice;
 *   <li>kept by some, refused for good by the others: yes, and a report tells the sender.
 * </ul>
 *
 * <p>With a yes, a sender who has asked for it is told of the delivery, too.
 */
final class Distribution {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");
    private static final Runnable NOT_HEARD = () -> {};

    /** A subscription's part. */
    record Part(Envelope envelope, Subscription subscription, Handover handover) {}

    /** What comes of all parts. */
    record Verdict(Reply reply, Runnable heard) {}

    private final ArrivedMail mail;
    private final List<Part> parts;

    private Distribution(ArrivedMail mail, List<Part> parts) {
        this.mail = mail;
        this.parts = parts;
    }

    /** Hands {@code mail} over to all of {@code shares}. */
    static Distribution of(ArrivedMail mail, List<Share> shares) {
        return new Distribution(
                mail,
                shares.stream()
                        .map(share -> new Part(
                                share.envelope(),
                                share.subscription(),
                                share.subscription().deliver(mail, share.envelope())))
                        .toList());
    }

    /** Which recipients of a mail a subscription gets. */
    record Share(Envelope envelope, Subscription subscription) {}

    List<Part> parts() {
        return parts;
    }

    /** The reply, and what is to be done when it is heard. */
    Verdict verdict(SenderReport.Reporter reporter) {
        List<Part> kept =
                parts.stream().filter(part -> part.handover().isKept()).toList();
        List<Part> refused =
                parts.stream().filter(part -> !part.handover().isKept()).toList();
        Optional<Reply> no = no(refused);
        if (no.isPresent() && (kept.isEmpty() || no.get().isTransient())) {
            return new Verdict(no.get(), NOT_HEARD);
        }
        Verdict yes = yes(kept);
        List<Fate> failures = fates(refused, Event.FAILURE);
        List<Fate> successes = yes.reply().isPositive() ? successes(kept, refused) : List.of();
        boolean told = tell(Stream.concat(failures.stream(), successes.stream()).toList(), reporter);
        // Without its failures nobody would know. Of a success the client hears: what is kept must be said to be.
        return told || failures.isEmpty() ? yes : new Verdict(Replies.LOCAL_ERROR, NOT_HEARD);
    }

    /** A transient refusal first. */
    private static Optional<Reply> no(List<Part> refused) {
        List<Reply> replies =
                refused.stream().map(part -> part.handover().reply()).toList();
        return replies.stream().filter(Reply::isTransient).findFirst().or(() -> replies.stream()
                .findFirst());
    }

    /** The first answer that is not a plain yes, since a bean has asked for it; else the first. */
    private static Verdict yes(List<Part> kept) {
        Reply reply = kept.stream()
                .map(part -> part.handover().reply())
                .filter(candidate -> !candidate.isPositive())
                .findFirst()
                .orElse(kept.get(0).handover().reply());
        return new Verdict(
                reply, () -> kept.forEach(part -> part.handover().heard().run()));
    }

    /**
     * RFC 3461 §5.2.3 (CLI-082, DSN-007): whom the mail has reached, as far as the sender wants to be told. Not those
     * whom another bean has refused, and nobody if all was known before: the sender was told when it was new.
     */
    private List<Fate> successes(List<Part> kept, List<Part> refused) {
        if (parts.stream().allMatch(part -> part.handover().isKnown())) {
            return List.of();
        }
        Set<Recipient> refusedSomewhere = refused.stream()
                .flatMap(part -> part.envelope().recipients().stream())
                .collect(Collectors.toSet());
        return fates(kept, Event.SUCCESS).stream()
                .filter(fate -> !refusedSomewhere.contains(fate.recipient()))
                .toList();
    }

    /**
     * What the first of {@code parts} that has a recipient says, for those whose sender wants to hear of {@code event}.
     */
    private static List<Fate> fates(List<Part> parts, Event event) {
        Map<Recipient, Fate> fates = new LinkedHashMap<>();
        for (Part part : parts) {
            for (Recipient recipient : part.envelope().recipients()) {
                if (recipient.notifyOn().includes(event)) {
                    fates.putIfAbsent(
                            recipient, new Fate(recipient, part.handover().reply()));
                }
            }
        }
        return List.copyOf(fates.values());
    }

    /** Tells the sender; whether that is done, or there is nothing to be told. */
    private boolean tell(List<Fate> fates, SenderReport.Reporter reporter) {
        // RFC 5321 §4.5.5 (CLI-025): from the null path, nobody is to be told.
        if (fates.isEmpty() || mail.envelope().reversePath().isNull()) {
            return true;
        }
        try {
            reporter.report(new SenderReport(mail.id(), mail.envelope(), fates, mail.content()::open));
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "SMTPRA007 Report on mail " + mail.id() + " could not be queued", e);
            return false;
        }
    }
}
