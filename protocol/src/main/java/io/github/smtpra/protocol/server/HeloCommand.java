package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.DomainSyntax;
import io.github.smtpra.api.smtp.Reply;
import java.util.List;

/** {@code helo = "HELO" SP Domain CRLF} (RFC 5321 §4.1.1.1; SRV-021). */
final class HeloCommand implements Command {
    @Override
    public Action run(Session session, String argument) throws Refusal {
        String name = checkedName(argument);
        session.greeted(name, Session.Greeting.HELO);
        return new Action.Send(Reply.plain(250, List.of(session.profile().hostName())));
    }

    /** A domain or a literal. It need not be the truth: RFC 5321 §4.1.4 forbids to refuse for that (SRV-023). */
    static String checkedName(String argument) throws Refusal {
        // A root dot at the end is not in the grammar, but is the same name.
        String name = argument.endsWith(".") ? argument.substring(0, argument.length() - 1) : argument;
        if (!DomainSyntax.isDomain(name) && !DomainSyntax.isAddressLiteral(name)) {
            // RFC 5321 §4.1.1.1 (SRV-024)
            throw new Refusal(Replies.BAD_CLIENT_NAME);
        }
        return name;
    }
}
