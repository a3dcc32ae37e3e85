package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Reply;

/** A command is refused with a reply; nothing has changed. Without stack trace: a client causes as many as it likes. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reply reply;

    Refusal(Reply reply) {
        super(reply.toString(), null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
