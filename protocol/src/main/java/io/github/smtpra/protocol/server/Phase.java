package io.github.smtpra.protocol.server;

/**
 * How far a session is. Everything that moves a session from one phase to another:
 *
 * <pre>
 *            EHLO, HELO                 MAIL           RCPT            DATA
 *   FRESH ---------------> READY -----------> SENDER -------> RECIPIENTS -------> CONTENT
 *     ^                      ^ ^  RSET, EHLO, |  |               |  ^  |  RCPT        |
 *     |  STARTTLS            | +---- HELO ----+--+---------------+  +--+              |
 *     +----------------------+ ^                                                      |
 *                              +------------------- the final reply ------------------+
 *   any: QUIT, too many errors, time-out, shutdown --> ENDED
 * </pre>
 *
 * <p>BDAT (RFC 3030) goes from RECIPIENTS or CHUNKS to CONTENT, and from there to CHUNKS, or after LAST to READY.
 *
 * <p>AUTH (RFC 4954) leaves the phase as it is, READY; while its exchange lasts, lines are responses and no commands
 * ({@link AuthExchange}).
 *
 * <p>A command that is refused leaves the phase as it was (RFC 5321 §4.1.4).
 */
enum Phase {
    /** Greeted by us, not yet by the client. */
    FRESH,
    /** Between mail transactions. */
    READY,
    /** In a mail transaction that has no recipient yet. */
    SENDER,
    /** In a mail transaction that has a recipient. */
    RECIPIENTS,
    /** In a mail transaction whose content comes in chunks, between two of them. */
    CHUNKS,
    /** What comes is content. */
    CONTENT,
    /** The last reply has been said. */
    ENDED
}
