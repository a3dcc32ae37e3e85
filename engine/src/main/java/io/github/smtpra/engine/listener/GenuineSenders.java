package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.server.Action;
import io.github.smtpra.protocol.server.Replies;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * Refuses mail from domains that send none. It is said at RCPT, of recipients that would be accepted: MAIL is answered
 * without waiting for anybody, and mail that nobody wants costs no look into the DNS.
 *
 * @param handler decides about all else
 * @param domains knows which domains those are
 */
record GenuineSenders(MailHandler handler, SenderDomains domains) implements MailHandler {
    @Override
    public Reply admit(Action.Admit question, InetSocketAddress client) {
        Reply reply = handler.admit(question, client);
        Optional<Mailbox> sender = question.reversePath().mailbox();
        // RFC 7505 §4.2 (SRV-328, CLI-042): nobody could be told of a failure, so that it is no mail of theirs.
        return reply.isPositive() && sender.isPresent() && isWithoutMail(sender.get())
                ? Replies.SENDER_WITHOUT_MAIL
                : reply;
    }

    private boolean isWithoutMail(Mailbox sender) {
        return domains.isWithoutMail(sender.asciiDomain().toLowerCase(Locale.ROOT));
    }

    @Override
    public Answer deliver(ArrivedMail mail) {
        return handler.deliver(mail);
    }
}
