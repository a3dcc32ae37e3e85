package io.github.smtpra.protocol.server;

/** {@code quit = "QUIT" CRLF} (RFC 5321 §4.1.1.10; SRV-008, SRV-047). */
final class QuitCommand implements Command {
    @Override
    public Action run(Session session, String argument) {
        session.ended();
        return new Action.Send(Replies.goodbye(session.profile().hostName()));
    }
}
