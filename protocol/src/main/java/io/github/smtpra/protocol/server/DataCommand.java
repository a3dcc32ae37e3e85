package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.BodyType;

/** {@code data = "DATA" CRLF} (RFC 5321 §4.1.1.4). */
final class DataCommand implements Command {
    @Override
    public Action run(Session session, String argument) throws Refusal {
        // RFC 3030 §3 (SRV-178): what is not made of lines can not be ended by one.
        if (session.transaction().body() == BodyType.BINARY_MIME) {
            throw new Refusal(Replies.BINARY_NEEDS_BDAT);
        }
        return new Action.Open(session.mail());
    }
}
