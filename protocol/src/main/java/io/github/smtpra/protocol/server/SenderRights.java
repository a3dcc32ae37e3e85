package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Mailbox;

/** Which senders a user may name in MAIL (RFC 6409 §6.1; SRV-243). Asked in the middle of a session: looks nothing up. */
@FunctionalInterface
public interface SenderRights {
    /** Everybody may use all. */
    SenderRights ALL = (user, sender) -> true;

    /**
     * Whether {@code user} may send as {@code sender}.
     *
     * @param user as authenticated
     */
    boolean allow(String user, Mailbox sender);
}
