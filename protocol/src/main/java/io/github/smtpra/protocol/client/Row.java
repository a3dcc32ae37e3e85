package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.Reply;

/** A row of the table of {@link ClientEngine}: what follows a reply in one state, by the reply's first digit. */
record Row(Step positive, Step intermediate, Step negative) {
    /** What follows a reply. */
    @FunctionalInterface
    interface Step {
        void take(ClientEngine engine, Reply reply) throws ProtocolFailure;
    }

    static Row always(Step step) {
        return new Row(step, step, step);
    }

    /** RFC 5321 §4.2: the first digit is enough to decide (CLI-004). */
    Step stepFor(Reply reply) {
        return switch (reply.code() / 100) {
            case 2 -> positive;
            case 3 -> intermediate;
            default -> negative;
        };
    }
}
