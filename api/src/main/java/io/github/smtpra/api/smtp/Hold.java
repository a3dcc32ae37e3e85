package io.github.smtpra.api.smtp;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long a mail waits before it is first tried: the parameters {@code HOLDFOR} and {@code HOLDUNTIL} of {@code MAIL}
 * (RFC 4865 §5). Immutable.
 */
public final class Hold implements Serializable {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration time;
    private final @Nullable Instant release;

    private Hold(@Nullable Duration time, @Nullable Instant release) {
        this.time = time;
        this.release = release;
    }

    /**
     * From when the mail is handed over: {@code HOLDFOR}.
     *
     * @throws IllegalArgumentException if {@code time} is less than a second
     */
    public static Hold during(Duration time) {
        if (time.toSeconds() < 1) {
            throw new IllegalArgumentException("a mail is held for a second at least");
        }
        return new Hold(time, null);
    }

    /** Until {@code release}, which may be in the past: {@code HOLDUNTIL}. */
    public static Hold until(Instant release) {
        return new Hold(null, release);
    }

    /** When it is first tried, for a mail handed over at {@code acceptedAt}. */
    public Instant release(Instant acceptedAt) {
        return time != null ? acceptedAt.plus(time) : release == null ? acceptedAt : release;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hold that && Objects.equals(time, that.time) && Objects.equals(release, that.release);
    }

    @Override
    public int hashCode() {
        return Objects.hash(time, release);
    }

    @Override
    public String toString() {
        return time != null ? "HOLDFOR=" + time.toSeconds() : "HOLDUNTIL=" + release;
    }
}
