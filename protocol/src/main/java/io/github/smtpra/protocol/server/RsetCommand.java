package io.github.smtpra.protocol.server;

/** {@code rset = "RSET" CRLF} (RFC 5321 §4.1.1.5; SRV-040). */
final class RsetCommand implements Command {
    @Override
    public Action run(Session session, String argument) {
        session.reset();
        return new Action.Send(Replies.OK);
    }
}
