package io.github.smtpra.protocol.server;

/** {@code data = "DATA" CRLF} (RFC 5321 §4.1.1.4). */
final class DataCommand implements Command {
    @Override
    public Action run(Session session, String argument) {
        return new Action.Open(session.transaction().facts(session.facts()));
    }
}
