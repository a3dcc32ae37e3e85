package io.github.smtpra.protocol.server;

/** {@code STARTTLS} (RFC 3207 §4; SRV-190): not in a mail transaction, not twice. */
final class StartTlsCommand implements Command {
    @Override
    public Action run(Session session, String argument) throws Refusal {
        // RFC 3207 §4.2 (SRV-191)
        if (session.isSecured()) {
            throw new Refusal(Replies.TLS_ALREADY);
        }
        // RFC 4954 §4 (SRV-219): who authenticated in the clear would be forgotten; we do not let it come to that.
        if (session.identity().isPresent()) {
            throw new Refusal(Replies.TLS_TOO_LATE);
        }
        return new Action.StartTls(Replies.READY_FOR_TLS);
    }
}
