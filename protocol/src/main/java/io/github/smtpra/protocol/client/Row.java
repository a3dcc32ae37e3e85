package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.Reply;

/**
 * A row of a table of {@link ClientEngine}: what follows a reply in one state, by the reply's first digit.
 *
 * @param <T> the part of the engine whose methods make the steps
 */
record Row<T>(Step<T> positive, Step<T> intermediate, Step<T> negative) {
    /** What follows a reply. */
    @FunctionalInterface
    interface Step<T> {
        void take(T part, Reply reply) throws ProtocolFailure;
    }

    static <T> Row<T> always(Step<T> step) {
        return new Row<>(step, step, step);
    }

    /** A row for replies of class 3 that make no sense. */
    static <T> Row<T> of(Step<T> positive, Step<T> negative) {
        return new Row<>(positive, Row::fail, negative);
    }

    private static <T> void fail(T part, Reply reply) throws ProtocolFailure {
        throw new ProtocolFailure("unexpected " + reply.code());
    }

    /** RFC 5321 §4.2: the first digit is enough to decide. */
    Step<T> stepFor(Reply reply) {
        return switch (reply.code() / 100) {
            case 2 -> positive;
            case 3 -> intermediate;
            default -> negative;
        };
    }
}
