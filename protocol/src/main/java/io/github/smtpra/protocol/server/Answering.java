package io.github.smtpra.protocol.server;

/** How the end of a mail is answered. */
public enum Answering {
    /** With one reply (RFC 5321 §4.1.1.4). */
    ONCE,
    /** With one for each recipient, each of which is a delivery of its own (RFC 2033 §4.2, draft-hall-prdr §4.5). */
    FOR_EACH_RECIPIENT
}
