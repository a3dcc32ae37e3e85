package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.server.Replies;

/** How recipients are refused that nobody here takes (RFC 2505 §2.7; SRV-322). */
public enum Refusals {
    /** For good: the sender is told at once. */
    PERMANENT,
    /** For now: clients come again, while a new configuration is tried out. */
    TRANSIENT;

    /** The domain is served, the mailbox is not known. */
    Reply noSuchMailbox() {
        return this == PERMANENT ? Replies.NO_SUCH_MAILBOX : Replies.NO_SUCH_MAILBOX_NOW;
    }

    /** The domain is not served. */
    Reply noRelaying() {
        return this == PERMANENT ? Replies.NO_RELAYING : Replies.NO_RELAYING_NOW;
    }
}
