package io.github.smtpra.protocol.client;

import java.util.Optional;

/** Where a client's session stands. */
enum State {
    GREETING(Phase.GREETING),
    EHLO(Phase.HELLO),
    HELO(Phase.HELLO),
    STARTTLS(Phase.STARTTLS),
    TLS_HANDSHAKE,
    AUTH(Phase.AUTH),
    AUTH_CANCEL(Phase.AUTH),
    READY,
    /** The shell gives the content another form. */
    FITTING,
    /** RSET, MAIL, RCPT and DATA; what exactly is awaited, the mail transaction knows. */
    ENVELOPE(Phase.MAIL),
    /** The shell sends content; nothing is awaited. */
    CONTENT,
    /** A chunk is to be answered before the next may go, or before the mail can end. */
    CHUNK(Phase.CHUNK),
    /** A lone dot was sent for a mail that nobody gets (RFC 2920 §3.1). */
    EMPTY_DOT(Phase.FINAL_DOT),
    /** The window in which a mail may come to arrive twice (RFC 1047): the dot or the last chunk is sent, its reply not yet read. */
    FINAL_DOT(Phase.FINAL_DOT),
    QUIT(Phase.QUIT),
    CLOSED;

    private final Optional<Phase> phase;

    State() {
        phase = Optional.empty();
    }

    State(Phase phase) {
        this.phase = Optional.of(phase);
    }

    boolean awaitsReply() {
        return phase.isPresent();
    }

    /** What is awaited. */
    Phase phase() {
        return phase.orElseThrow();
    }
}
