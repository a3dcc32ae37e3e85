package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.listener.RefusalReport.Refused;
import io.github.smtpra.protocol.server.Replies;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One mail on its way to its subscriptions, one after the other, and the one reply that comes of it:
 *
 * <ul>
 *   <li>kept by all: yes;
 *   <li>kept by none: their no, a transient one first;
 *   <li>kept by some, refused for now by others: the transient no. The client comes again, and the ledger keeps those
 *       who have it from getting it twice;
 *   <li>kept by some, refused for good by the others: yes, and a report tells the sender.
 * </ul>
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
    Verdict verdict(RefusalReport.Reporter reporter) {
        List<Part> kept =
                parts.stream().filter(part -> part.handover().isKept()).toList();
        List<Part> refused =
                parts.stream().filter(part -> !part.handover().isKept()).toList();
        if (refused.isEmpty()) {
            return yes(kept);
        }
        Reply no = refused.stream()
                .map(part -> part.handover().reply())
                .filter(Reply::isTransient)
                .findFirst()
                .orElse(refused.get(0).handover().reply());
        if (kept.isEmpty() || no.isTransient()) {
            return new Verdict(no, NOT_HEARD);
        }
        return report(refused, reporter) ? yes(kept) : new Verdict(Replies.LOCAL_ERROR, NOT_HEARD);
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

    private boolean report(List<Part> refused, RefusalReport.Reporter reporter) {
        Optional<Mailbox> sender = mail.envelope().reversePath().mailbox();
        if (sender.isEmpty()) {
            return true; // RFC 5321 §4.5.5: nobody is to be told.
        }
        List<Refused> refusals = refused.stream()
                .map(part -> new Refused(part.envelope(), part.handover().reply()))
                .toList();
        try {
            reporter.report(new RefusalReport(mail.id(), sender.get(), refusals, mail.content()::open));
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "SMTPRA007 Report on mail " + mail.id() + " could not be queued", e);
            return false;
        }
    }
}
