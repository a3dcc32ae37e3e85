package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.server.Replies;

/** How recipients are refused that nobody here takes (RFC 2505 §2.7; SRV-322). */
public enum Refusals {
    /** For good: the sender is told at once. */
    PERMANENT(Replies.NO_SUCH_MAILBOX, Replies.NO_RELAYING),
    /** For now: clients come again, while a new configuration is tried out. */
    TRANSIENT(Replies.NO_SUCH_MAILBOX_NOW, Replies.NO_RELAYING_NOW);

    private final Reply noSuchMailbox;
    private final Reply noRelaying;

    Refusals(Reply noSuchMailbox, Reply noRelaying) {
        this.noSuchMailbox = noSuchMailbox;
        this.noRelaying = noRelaying;
    }

    /** The domain is served, the mailbox is not known. */
    Reply noSuchMailbox() {
        return noSuchMailbox;
    }

    /** The domain is not served. */
    Reply noRelaying() {
        return noRelaying;
    }
}
