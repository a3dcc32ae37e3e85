package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.DeliverBy;
import io.github.smtpra.api.smtp.DeliverBy.Mode;
import io.github.smtpra.api.smtp.DeliverBy.Trace;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.OriginalRecipient;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.protocol.grammar.ReportParameters;
import io.github.smtpra.protocol.grammar.Xtext;

/**
 * MAIL and RCPT for one mail and one peer: a parameter only where its extension was offered (RFC 5321 §4.1.1.11; CLI-011).
 *
 * @param mail what is sent
 * @param session with whom
 */
record EnvelopeCommands(OutgoingMail mail, Session session) {
    void appendMail(StringBuilder group) {
        group.append("MAIL FROM:<");
        mail.envelope().reversePath().mailbox().ifPresent(sender -> group.append(speakable(sender)));
        group.append('>');
        if (extensions().size()) {
            // RFC 1870 §6 (CLI-015).
            group.append(" SIZE=").append(mail.size());
        }
        appendForm(group);
        if (extensions().dsn()) {
            // RFC 3461 §5.2.1 (CLI-080): as the sender gave them, and none that the sender did not give.
            mail.envelope().returnContent().ifPresent(ret -> group.append(" RET=")
                    .append(ret));
            mail.envelope().envelopeId().ifPresent(id -> group.append(" ENVID=").append(Xtext.encode(id)));
        }
        appendOptions(group, mail.envelope().options());
        group.append("\r\n");
    }

    /** RFC 6152 §2, RFC 3030 §3, RFC 6531 §3.4. */
    private void appendForm(StringBuilder group) {
        if (mail.body() != BodyType.SEVEN_BIT) {
            group.append(" BODY=").append(mail.body().keyword());
        }
        if (new Fitness(mail, session).needsSmtpUtf8()) {
            group.append(" SMTPUTF8");
        }
    }

    private void appendOptions(StringBuilder group, TransferOptions options) {
        if (extensions().deliverBy()) {
            options.deliverBy().ifPresent(by -> group.append(" BY=").append(by(by)));
        }
        if (extensions().mtPriority()) {
            // RFC 6710 §4.2 (CLI-084): elsewhere it is dropped.
            options.priority()
                    .ifPresent(priority -> group.append(" MT-PRIORITY=").append(priority));
        }
        if (options.isRequireTls()) {
            // RFC 8689 §4.2.1: Fitness has seen that it is offered.
            group.append(" REQUIRETLS");
        }
        if (session.isAuthenticated() && extensions().auth()) {
            group.append(" AUTH=").append(submitter(options));
        }
    }

    /** {@code by-value = by-time";"by-mode[by-trace]} (RFC 2852 §4; CLI-083): the seconds that are left. */
    private static String by(DeliverBy by) {
        return by.time().toSeconds() + (by.mode() == Mode.RETURN ? ";R" : ";N") + (by.trace() == Trace.YES ? "T" : "");
    }

    /** RFC 4954 §5 (CLI-071): who has submitted the mail, where that is known and trusted, else {@code <>}. */
    private static String submitter(TransferOptions options) {
        return options.submitter()
                .flatMap(ReversePath::mailbox)
                .map(Mailbox::withAsciiDomain)
                .filter(Mailbox::isAscii)
                .map(mailbox -> Xtext.encode(mailbox.toString()))
                .orElse("<>");
    }

    void appendRecipient(StringBuilder group, Recipient recipient) {
        // RFC 5321 §4.1.2 (CLI-014): no source route, and no more quoting than needed.
        group.append("RCPT TO:<").append(speakable(recipient.mailbox())).append('>');
        if (extensions().dsn()) {
            // RFC 3461 §5.2.1 (CLI-080): ORCPT need not be made where there was none.
            recipient.notifyOn().value().ifPresent(value -> group.append(" NOTIFY=")
                    .append(value));
            recipient.originalRecipient().ifPresent(original -> group.append(" ORCPT=")
                    .append(ReportParameters.orcpt(speakable(original))));
        }
        group.append("\r\n");
    }

    /** RFC 6531 §3.2 (CLI-018), CLI-085: as it is, or with A-labels where nothing else is understood. */
    private Mailbox speakable(Mailbox mailbox) {
        return extensions().smtpUtf8() ? mailbox : mailbox.withAsciiDomain();
    }

    /** RFC 6533 §3: in UTF-8 only where the whole transaction is. */
    private OriginalRecipient speakable(OriginalRecipient original) {
        return new Fitness(mail, session).needsSmtpUtf8() ? original : original.inAscii();
    }

    private Extensions extensions() {
        return session.extensions();
    }
}
