package io.github.smtpra.protocol.server;

/** {@code vrfy = "VRFY" SP String CRLF} (RFC 5321 §4.1.1.6): served, and discloses nothing (RFC 5321 §7.3; SRV-044). */
final class VrfyCommand implements Command {
    @Override
    public Action run(Session session, String argument) throws Refusal {
        if (argument.isEmpty()) {
            throw new Refusal(Replies.ARGUMENT_NEEDED);
        }
        return new Action.Send(Replies.CANNOT_VERIFY);
    }
}
