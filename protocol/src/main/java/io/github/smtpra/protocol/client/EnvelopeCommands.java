package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.protocol.grammar.ReportParameters;
import io.github.smtpra.protocol.grammar.Xtext;

/**
 * MAIL and RCPT for one mail and one peer: a parameter only where its extension was offered (RFC 5321 §4.1.1.11).
 *
 * @param mail what is sent
 * @param extensions what the peer offers
 */
record EnvelopeCommands(OutgoingMail mail, Extensions extensions) {
    void appendMail(StringBuilder group) {
        group.append("MAIL FROM:").append(mail.envelope().reversePath());
        if (extensions.size()) {
            group.append(" SIZE=").append(mail.size());
        }
        if (mail.body() != BodyType.SEVEN_BIT) {
            group.append(" BODY=").append(mail.body().keyword());
        }
        if (extensions.dsn()) {
            // RFC 3461 §5.2.1: as the sender gave them, and none that the sender did not give.
            mail.envelope().returnContent().ifPresent(ret -> group.append(" RET=")
                    .append(ret));
            mail.envelope().envelopeId().ifPresent(id -> group.append(" ENVID=").append(Xtext.encode(id)));
        }
        group.append("\r\n");
    }

    void appendRecipient(StringBuilder group, Recipient recipient) {
        group.append("RCPT TO:").append(recipient);
        if (extensions.dsn()) {
            // RFC 3461 §5.2.1: ORCPT need not be made where there was none.
            recipient.notifyOn().value().ifPresent(value -> group.append(" NOTIFY=")
                    .append(value));
            recipient.originalRecipient().ifPresent(original -> group.append(" ORCPT=")
                    .append(ReportParameters.orcpt(original)));
        }
        group.append("\r\n");
    }
}
