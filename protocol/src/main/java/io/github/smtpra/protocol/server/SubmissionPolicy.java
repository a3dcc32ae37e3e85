package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.protocol.sasl.Identity;

/**
 * What submission asks of addresses more than a mail exchanger does (RFC 6409). That its clients have authenticated is
 * checked before, with all other commands.
 */
final class SubmissionPolicy {
    private SubmissionPolicy() {}

    /** The null path is taken from everybody (RFC 6409 §3.2, RFC 5321 §4.5.5; SRV-060). */
    static void checkSender(Session session, ReversePath sender) throws Refusal {
        if (isSubmission(session) && sender.mailbox().isPresent()) {
            checkSender(session, sender.mailbox().get());
        }
    }

    private static void checkSender(Session session, Mailbox sender) throws Refusal {
        // RFC 6409 §4.2 (SRV-241), said at once and not in a report that would find no way back (§3.2; SRV-252).
        if (!isFullyQualified(sender)) {
            throw new Refusal(Replies.SENDER_NOT_QUALIFIED);
        }
        // RFC 6409 §6.1 (SRV-243)
        String user = session.identity().map(Identity::user).orElse("");
        if (!session.profile().senderRights().allow(user, sender)) {
            throw new Refusal(Replies.SENDER_NOT_ALLOWED);
        }
    }

    /** RFC 6409 §4.2 (SRV-241); the postmaster may stand alone. */
    static void checkRecipient(Session session, Mailbox recipient) throws Refusal {
        boolean ours = recipient.domain().equals(session.profile().hostName());
        if (isSubmission(session) && !ours && !isFullyQualified(recipient)) {
            throw new Refusal(Replies.RECIPIENT_NOT_QUALIFIED);
        }
    }

    private static boolean isSubmission(Session session) {
        return session.profile().role() == ServerProfile.Role.SUBMISSION;
    }

    /** A literal is, too: it has no other name. */
    private static boolean isFullyQualified(Mailbox mailbox) {
        String domain = mailbox.domain();
        return domain.startsWith("[") || domain.indexOf('.') > 0;
    }
}
