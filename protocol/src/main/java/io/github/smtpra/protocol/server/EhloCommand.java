package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Reply;
import java.util.ArrayList;
import java.util.List;

/** {@code ehlo = "EHLO" SP ( Domain / address-literal ) CRLF} (RFC 5321 §4.1.1.1; SRV-020). */
final class EhloCommand implements Command {
    private final ExtensionTable extensions;

    EhloCommand(ExtensionTable extensions) {
        this.extensions = extensions;
    }

    @Override
    public Action run(Session session, String argument) throws Refusal {
        String name = HeloCommand.checkedName(argument);
        session.greeted(name, Session.Greeting.EHLO);
        List<String> lines = new ArrayList<>();
        lines.add(session.profile().hostName());
        lines.addAll(extensions.keywords(session));
        return new Action.Send(Reply.plain(250, lines));
    }
}
