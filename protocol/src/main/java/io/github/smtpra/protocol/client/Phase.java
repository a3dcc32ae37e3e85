package io.github.smtpra.protocol.client;

/** What the client waits for: each has its own time-out (RFC 5321 §4.5.3.2; CLI-007). */
public enum Phase {
    /** The greeting, 220 (RFC 5321 §4.5.3.2.1). */
    GREETING,
    /** The reply to EHLO or HELO. */
    HELLO,
    /** The reply to STARTTLS. */
    STARTTLS,
    /** A reply within AUTH. */
    AUTH,
    /** The reply to RSET. */
    RESET,
    /** The reply to MAIL (RFC 5321 §4.5.3.2.2). */
    MAIL,
    /** The reply to RCPT (RFC 5321 §4.5.3.2.3). */
    RECIPIENT,
    /** The 354 (RFC 5321 §4.5.3.2.4). */
    DATA,
    /** The reply to a chunk that is not the last (RFC 3030 §2). */
    CHUNK,
    /** The reply to the final dot (RFC 5321 §4.5.3.2.6), or to the last chunk. */
    FINAL_DOT,
    /** The reply to QUIT. */
    QUIT
}
