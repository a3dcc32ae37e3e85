package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.protocol.grammar.PathArgument;
import io.github.smtpra.protocol.grammar.SyntaxException;

/** {@code mail = "MAIL FROM:" Reverse-path [SP Mail-parameters] CRLF} (RFC 5321 §4.1.1.2; SRV-073). */
final class MailCommand implements Command {
    private final ExtensionTable extensions;

    MailCommand(ExtensionTable extensions) {
        this.extensions = extensions;
    }

    @Override
    public Action run(Session session, String argument) throws Refusal {
        // RFC 9422 §4.1 (SRV-294): the client begins anew in another session.
        if (session.hasHadAllMails()) {
            session.ended();
            return new Action.Send(Replies.TOO_MANY_MAILS);
        }
        return begin(session, argument);
    }

    private Action begin(Session session, String argument) throws Refusal {
        PathArgument mail = parse(argument);
        // RFC 6531 §3.5 (SRV-070, SRV-273): said of ill-formed UTF-8, too, where nobody has spoken of UTF-8.
        if (SmtpUtf8Extension.isNeededFor(argument)
                && !ExtensionTable.areNaming(SmtpUtf8Extension.KEYWORD, mail.parameters())) {
            throw new Refusal(Replies.EIGHT_BIT_SENDER);
        }
        MailTransaction transaction = new MailTransaction(reversePath(mail), session.beginning());
        if (session.profile().role() == ServerProfile.Role.LMTP) {
            transaction.answerForEach(); // RFC 2033 §4.2 (SRV-311)
        }
        SubmissionPolicy.checkSender(session, transaction.reversePath());
        extensions.applyMailParameters(mail.parameters(), transaction);
        // RFC 5321 §4.1.4 (SRV-033)
        session.begin(transaction);
        return transaction
                .transactionId()
                .<Action>map(id -> new Action.GoOn(session.checkpointKey(id)))
                .orElseGet(() -> new Action.Send(transaction.begunWith()));
    }

    private static PathArgument parse(String argument) throws Refusal {
        try {
            return PathArgument.parse("FROM", argument);
        } catch (SyntaxException e) {
            throw new Refusal(Replies.badSender(e.why()));
        }
    }

    /** {@code Reverse-path = Path / "<>"} (SRV-060). */
    private static ReversePath reversePath(PathArgument mail) throws Refusal {
        try {
            return mail.path().isEmpty() ? ReversePath.NULL : ReversePath.of(mail.mailbox());
        } catch (SyntaxException e) {
            throw new Refusal(Replies.badSender(e.why()));
        }
    }
}
