package io.github.smtpra.api;

import io.github.smtpra.api.report.WantedReports;
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
    private static final long serialVersionUID = 2L;
    private static final int MAX_KEY = 200;
    private static final int MAX_ROUTE = 64;

    /** Nothing is asked. */
    public static final SendOptions NONE = new SendOptions(null, null, null, null, ReportWishes.NONE);

    private final @Nullable String idempotencyKey;
    private final @Nullable Duration giveUpAfter;
    private final @Nullable String route;
    private final @Nullable WhenUncertain whenUncertain;
    private final ReportWishes reporting;

    private SendOptions(
            @Nullable String idempotencyKey,
            @Nullable Duration giveUpAfter,
            @Nullable String route,
            @Nullable WhenUncertain whenUncertain,
            ReportWishes reporting) {
        this.idempotencyKey = idempotencyKey;
        this.giveUpAfter = giveUpAfter;
        this.route = route;
        this.whenUncertain = whenUncertain;
        this.reporting = reporting;
    }

    /**
     * The name of what is being done: of several mails with the same key, only the first is sent, and all sends answer
     * with its id. Remembered as long as the mail is in the queue, and for a day from when it was sent.
     *
     * @param key 1 to 200 characters, unique in the outbox; name the business event in it, as in {@code "invoice-17"}
     * @throws IllegalArgumentException if it is empty or longer
     */
    public SendOptions withIdempotencyKey(String key) {
        return new SendOptions(
                ReportWishes.checked("an idempotency key", key, MAX_KEY), giveUpAfter, route, whenUncertain, reporting);
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
        return new SendOptions(idempotencyKey, time, route, whenUncertain, reporting);
    }

    /**
     * The road that the mail takes, by its name, instead of that of the connection factory.
     *
     * @param name 1 to 64 characters
     * @throws IllegalArgumentException if it is empty or longer
     */
    public SendOptions withRoute(String name) {
        return new SendOptions(
                idempotencyKey,
                giveUpAfter,
                ReportWishes.checked("a route's name", name, MAX_ROUTE),
                whenUncertain,
                reporting);
    }

    /** What becomes of the mail if the reply to its final dot is lost; otherwise it is sent again. */
    public SendOptions withWhenUncertain(WhenUncertain policy) {
        return new SendOptions(idempotencyKey, giveUpAfter, route, policy, reporting);
    }

    /**
     * What its sender wants to be told of the mail by a {@link DeliveryReportListener}, instead of what the connection
     * factory says.
     */
    public SendOptions withReports(WantedReports wanted) {
        return with(reporting.withWanted(wanted));
    }

    /**
     * What its reports say in {@link io.github.smtpra.api.report.SentMail#correlation}: whatever the application finds its
     * way back by.
     *
     * @param words 1 to 1000 characters
     * @throws IllegalArgumentException if there are none or more
     */
    public SendOptions withCorrelation(String words) {
        return with(reporting.withCorrelation(words));
    }

    /**
     * The channel that its reports take, instead of that of the connection factory: a name by which beans can choose what
     * they hear.
     *
     * @param name 1 to 64 characters
     * @throws IllegalArgumentException if there are none or more
     */
    public SendOptions withReportChannel(String name) {
        return with(reporting.withChannel(name));
    }

    private SendOptions with(ReportWishes wishes) {
        return new SendOptions(idempotencyKey, giveUpAfter, route, whenUncertain, wishes);
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

    /** What its sender wants to be told, if that was said. */
    public Optional<WantedReports> reports() {
        return reporting.wanted();
    }

    /** What its reports are to say, if anything. */
    public Optional<String> correlation() {
        return reporting.correlation();
    }

    /** The channel that its reports take, if one was chosen. */
    public Optional<String> reportChannel() {
        return reporting.channel();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SendOptions that
                && Objects.equals(idempotencyKey, that.idempotencyKey)
                && Objects.equals(giveUpAfter, that.giveUpAfter)
                && Objects.equals(route, that.route)
                && whenUncertain == that.whenUncertain
                && reporting.equals(that.reporting);
    }

    @Override
    public int hashCode() {
        return Objects.hash(idempotencyKey, giveUpAfter, route, whenUncertain, reporting);
    }

    @Override
    public String toString() {
        return "idempotencyKey=" + idempotencyKey + " giveUpAfter=" + giveUpAfter + " route=" + route
                + " whenUncertain=" + whenUncertain + " " + reporting;
    }
}
