package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.protocol.grammar.PathArgument;
import io.github.smtpra.protocol.grammar.SyntaxException;

/** {@code mail = "MAIL FROM:" Reverse-path [SP Mail-parameters] CRLF} (RFC 5321 §4.1.1.2). */
final class MailCommand implements Command {
    private final ExtensionTable extensions;

    MailCommand(ExtensionTable extensions) {
        this.extensions = extensions;
    }

    @Override
    public Action run(Session session, String argument) throws Refusal {
        PathArgument mail = parse(argument);
        MailTransaction transaction = new MailTransaction(reversePath(mail));
        if (session.profile().role() == ServerProfile.Role.LMTP) {
            transaction.answerForEach(); // RFC 2033 §4.2 (SRV-311)
        }
        extensions.applyMailParameters(mail.parameters(), transaction);
        session.begin(transaction);
        return transaction
                .transactionId()
                .<Action>map(id -> new Action.GoOn(session.checkpointKey(id)))
                .orElseGet(() -> new Action.Send(Replies.SENDER_OK));
    }

    private static PathArgument parse(String argument) throws Refusal {
        try {
            return PathArgument.parse("FROM", argument);
        } catch (SyntaxException e) {
            throw new Refusal(Replies.badSender(e.why()));
        }
    }

    /** {@code Reverse-path = Path / "<>"} (RFC 5321 §4.5.5; SRV-060). */
    private static ReversePath reversePath(PathArgument mail) throws Refusal {
        try {
            return mail.path().isEmpty() ? ReversePath.NULL : ReversePath.of(mail.mailbox());
        } catch (SyntaxException e) {
            throw new Refusal(Replies.badSender(e.why()));
        }
    }
}
