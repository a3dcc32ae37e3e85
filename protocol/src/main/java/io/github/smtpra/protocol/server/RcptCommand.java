package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.protocol.grammar.PathArgument;
import io.github.smtpra.protocol.grammar.SyntaxException;

/**
 * {@code rcpt = "RCPT TO:" ( "<Postmaster>" / Forward-path ) [SP Rcpt-parameters] CRLF} (RFC 5321 §4.1.1.3; SRV-073).
 */
final class RcptCommand implements Command {
    private final ExtensionTable extensions;

    RcptCommand(ExtensionTable extensions) {
        this.extensions = extensions;
    }

    @Override
    public Action run(Session session, String argument) throws Refusal {
        // RFC 6531 §3.5 (SRV-070, SRV-273), RFC 6533 §3 (SRV-265): the transaction must be one for UTF-8.
        if (SmtpUtf8Extension.isNeededFor(argument)
                && !session.transaction().options().isSmtpUtf8()) {
            throw new Refusal(Replies.EIGHT_BIT_RECIPIENT);
        }
        Recipient recipient = recipient(session, argument);
        SubmissionPolicy.checkRecipient(session, recipient.mailbox());
        // RFC 5321 §4.5.3.1.10 (SRV-096): those over the limit are refused for now, those before are kept.
        if (session.transaction().recipientCount() >= session.profile().maxRecipients()) {
            throw new Refusal(Replies.TOO_MANY_RECIPIENTS);
        }
        return new Action.Admit(recipient, session.transaction().reversePath(), session.facts());
    }

    private Recipient recipient(Session session, String argument) throws Refusal {
        try {
            PathArgument rcpt = PathArgument.parse("TO", argument);
            NewRecipient recipient =
                    new NewRecipient(rcpt.mailboxOrPostmaster(session.profile().hostName()));
            extensions.applyRecipientParameters(rcpt.parameters(), recipient);
            return recipient.recipient();
        } catch (SyntaxException e) {
            // RFC 5321 §4.1.2 (SRV-061)
            throw new Refusal(Replies.badRecipient(e.why()));
        }
    }
}
