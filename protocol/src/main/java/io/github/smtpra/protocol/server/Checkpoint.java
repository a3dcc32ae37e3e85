package io.github.smtpra.protocol.server;

import java.util.Optional;

/**
 * A mail whose connection was lost in its content (RFC 1845 §3; SRV-295): all that a later session needs to go on with it,
 * but the content itself, which the shell has. For one session at a time.
 */
public final class Checkpoint {
    /**
     * What names a mail that may be gone on with.
     *
     * @param clientName what the client said in EHLO: with it, and not alone, is the id unique (RFC 1845 §2)
     * @param user who has authenticated, if anybody has
     * @param transactionId the value of TRANSID, whose case counts
     */
    public record Key(String clientName, Optional<String> user, String transactionId) {}

    private final Key key;
    private final MailTransaction transaction;
    private final ContentPhase content;

    Checkpoint(Key key, MailTransaction transaction, ContentPhase content) {
        this.key = key;
        this.transaction = transaction;
        this.content = content;
    }

    /** What names the mail. */
    public Key key() {
        return key;
    }

    /**
     * So much of the content is kept, from its beginning to the end of a line: there a client can go on, whatever it makes
     * of a dot at the beginning of what it still has to send.
     */
    public void keep(long octets) {
        content.goOnAt(octets);
    }

    MailTransaction transaction() {
        return transaction;
    }

    ContentPhase content() {
        return content;
    }
}
