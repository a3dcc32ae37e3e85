package io.github.smtpra.api;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the sender of a mail asks of the outbox, besides what its envelope asks of the servers on its way. Immutable.
 *
 * <pre>{@code
 * connection.send(message, SendOptions.NONE.withIdempotencyKey("order-4711-shipped"));
 * }</pre>
 */
public final class SendOptions implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MAX_KEY = 200;
    private static final int MAX_ROUTE = 64;

    /** Nothing is asked. */
    public static final SendOptions NONE = new SendOptions(null, null, null, null);

    private final @Nullable String idempotencyKey;
    private final @Nullable Duration giveUpAfter;
    private final @Nullable String route;
    private final @Nullable WhenUncertain whenUncertain;

    private SendOptions(
            @Nullable String idempotencyKey,
            @Nullable Duration giveUpAfter,
            @Nullable String route,
            @Nullable WhenUncertain whenUncertain) {
        this.idempotencyKey = idempotencyKey;
        this.giveUpAfter = giveUpAfter;
        this.route = route;
        this.whenUncertain = whenUncertain;
    }

    /**
     * The name of what is being done: of several mails with the same key, only the first is sent, and all sends answer
     * with its id. Remembered as long as the mail is in the queue, and for a day from when it was sent.
     *
     * @param key 1 to 200 characters, unique in the outbox; name the business event in it, as in {@code "invoice-17"}
     * @throws IllegalArgumentException if it is empty or longer
     */
    public SendOptions withIdempotencyKey(String key) {
        return new SendOptions(checked("an idempotency key", key, MAX_KEY), giveUpAfter, route, whenUncertain);
    }

    /**
     * How long the mail is tried, instead of the adapter's {@code giveUpAfter}: counted from when it is sent; then its
     * sender is told.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public SendOptions withGiveUpAfter(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("a mail is given up after " + time + "; allowed: more than nothing");
        }
        return new SendOptions(idempotencyKey, time, route, whenUncertain);
    }

    /**
     * The road that the mail takes, by its name, instead of that of the connection factory.
     *
     * @param name 1 to 64 characters
     * @throws IllegalArgumentException if it is empty or longer
     */
    public SendOptions withRoute(String name) {
        return new SendOptions(idempotencyKey, giveUpAfter, checked("a route's name", name, MAX_ROUTE), whenUncertain);
    }

    /** What becomes of the mail if the reply to its final dot is lost; otherwise it is sent again. */
    public SendOptions withWhenUncertain(WhenUncertain policy) {
        return new SendOptions(idempotencyKey, giveUpAfter, route, policy);
    }

    private static String checked(String what, String text, int max) {
        if (text.isEmpty() || text.length() > max) {
            throw new IllegalArgumentException(what + " has " + text.length() + " characters; allowed: 1 to " + max);
        }
        return text;
    }

    /** What is being done, if it has a name: see {@link #withIdempotencyKey}. */
    public Optional<String> idempotencyKey() {
        return Optional.ofNullable(idempotencyKey);
    }

    /** How long the mail is tried, if that was said. */
    public Optional<Duration> giveUpAfter() {
        return Optional.ofNullable(giveUpAfter);
    }

    /** The road that it takes, if one was chosen. */
    public Optional<String> route() {
        return Optional.ofNullable(route);
    }

    /** What becomes of it if the reply to its final dot is lost, if that was said. */
    public Optional<WhenUncertain> whenUncertain() {
        return Optional.ofNullable(whenUncertain);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SendOptions that
                && Objects.equals(idempotencyKey, that.idempotencyKey)
                && Objects.equals(giveUpAfter, that.giveUpAfter)
                && Objects.equals(route, that.route)
                && whenUncertain == that.whenUncertain;
    }

    @Override
    public int hashCode() {
        return Objects.hash(idempotencyKey, giveUpAfter, route, whenUncertain);
    }

    @Override
    public String toString() {
        return "idempotencyKey=" + idempotencyKey + " giveUpAfter=" + giveUpAfter + " route=" + route
                + " whenUncertain=" + whenUncertain;
    }
}
