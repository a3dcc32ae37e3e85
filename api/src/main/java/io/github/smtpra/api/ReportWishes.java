package io.github.smtpra.api;

import io.github.smtpra.api.report.WantedReports;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the sender of a mail wants to be told of it, and under which words. Immutable; null for what was not said. */
final class ReportWishes implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MAX_CORRELATION = 1000;
    private static final int MAX_CHANNEL = 64;

    static final ReportWishes NONE = new ReportWishes(null, null, null);

    private final @Nullable WantedReports wanted;
    private final @Nullable String correlation;
    private final @Nullable String channel;

    private ReportWishes(@Nullable WantedReports wanted, @Nullable String correlation, @Nullable String channel) {
        this.wanted = wanted;
        this.correlation = correlation;
        this.channel = channel;
    }

    ReportWishes withWanted(WantedReports other) {
        return new ReportWishes(other, correlation, channel);
    }

    ReportWishes withCorrelation(String words) {
        return new ReportWishes(wanted, checked("a correlation", words, MAX_CORRELATION), channel);
    }

    ReportWishes withChannel(String name) {
        return new ReportWishes(wanted, correlation, checked("a channel's name", name, MAX_CHANNEL));
    }

    static String checked(String what, String text, int max) {
        if (text.isEmpty() || text.length() > max) {
            throw new IllegalArgumentException(what + " has " + text.length() + " characters; allowed: 1 to " + max);
        }
        return text;
    }

    Optional<WantedReports> wanted() {
        return Optional.ofNullable(wanted);
    }

    Optional<String> correlation() {
        return Optional.ofNullable(correlation);
    }

    Optional<String> channel() {
        return Optional.ofNullable(channel);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReportWishes that
                && wanted == that.wanted
                && Objects.equals(correlation, that.correlation)
                && Objects.equals(channel, that.channel);
    }

    @Override
    public int hashCode() {
        return Objects.hash(wanted, correlation, channel);
    }

    @Override
    public String toString() {
        return "reports=" + wanted + " correlation=" + correlation + " reportChannel=" + channel;
    }
}
