package io.github.smtpra.api.smtp;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a recipient the sender wants to be told: the {@code NOTIFY} parameter of {@code RCPT} (RFC 3461 §4.1).
 * {@link #UNSPECIFIED}, where there is none; {@link #NEVER}; or some {@linkplain Event events}.
 */
public final class Notify implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What may become of a mail. */
    public enum Event {
        /** It was delivered, or went where nobody can confirm it. */
        SUCCESS,
        /** It will not be delivered. */
        FAILURE,
        /** It has not been delivered for some time. */
        DELAY
    }

    /** The sender has not said: failures are reported (RFC 3461 §4.1). */
    public static final Notify UNSPECIFIED = new Notify(null);

    /** Nothing is ever reported. */
    public static final Notify NEVER = new Notify(EnumSet.noneOf(Event.class));

    private static final String NEVER_KEYWORD = "NEVER";

    private final @Nullable EnumSet<Event> events;

    private Notify(@Nullable EnumSet<Event> events) {
        this.events = events;
    }

    /** Exactly these events are reported. */
    public static Notify on(Event first, Event... others) {
        return new Notify(EnumSet.of(first, others));
    }

    /**
     * {@code notify-esmtp-value = "NEVER" / 1#notify-list-element} (RFC 3461 §4.1), in any case.
     *
     * @throws IllegalArgumentException if {@code value} is none; the message is safe to show
     */
    public static Notify parse(String value) {
        String keywords = value.toUpperCase(Locale.ROOT);
        if (keywords.equals(NEVER_KEYWORD)) {
            return NEVER;
        }
        EnumSet<Event> events = EnumSet.noneOf(Event.class);
        for (String keyword : keywords.split(",", -1)) {
            events.add(event(keyword));
        }
        return new Notify(events);
    }

    private static Event event(String keyword) {
        return List.of(Event.values()).stream()
                .filter(event -> event.name().equals(keyword))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("NOTIFY is NEVER, or a list of SUCCESS, FAILURE and DELAY"));
    }

    /** The value of the parameter; empty if there is to be none. */
    public Optional<String> value() {
        if (events == null) {
            return Optional.empty();
        }
        return Optional.of(
                events.isEmpty()
                        ? NEVER_KEYWORD
                        : events.stream().map(Event::name).collect(Collectors.joining(",")));
    }

    /** Whether the sender is told of {@code event}. Of failures also where nothing was said (RFC 3461 §4.1). */
    public boolean includes(Event event) {
        return events == null ? event == Event.FAILURE : events.contains(event);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Notify that && value().equals(that.value());
    }

    @Override
    public int hashCode() {
        return value().hashCode();
    }

    /** The value, or {@code UNSPECIFIED}. */
    @Override
    public String toString() {
        return value().orElse("UNSPECIFIED");
    }
}
