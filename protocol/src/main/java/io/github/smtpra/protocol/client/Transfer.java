package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.BodyType;

/** How the content of a mail goes to the peer. */
enum Transfer {
    /** {@code DATA}: known to all peers; a pipelined group ends with it, so that it costs no round trip of its own. */
    DATA(Phase.DATA),

    /** {@code BDAT} (RFC 3030): octets are counted, none is looked at, and a peer can refuse before all has been sent. */
    BDAT(Phase.FINAL_DOT);

    /** From here on a refusal in the midst of the content is worth more than the habit of using DATA. */
    private static final long LARGE = 1024 * 1024;

    private final Phase behindRecipients;

    Transfer(Phase behindRecipients) {
        this.behindRecipients = behindRecipients;
    }

    /** How {@code mail} goes to a peer that offers {@code extensions}: see docs/adr/0018. */
    static Transfer of(OutgoingMail mail, Extensions extensions) {
        // RFC 3030 §2, §3 (CLI-017): only where it was offered; binary content has no other way.
        boolean worthIt = mail.body() == BodyType.BINARY_MIME || mail.size() >= LARGE;
        return extensions.chunking() && worthIt ? BDAT : DATA;
    }

    /** What comes in the envelope's commands when all recipients are named. */
    Phase behindRecipients() {
        return behindRecipients;
    }
}
