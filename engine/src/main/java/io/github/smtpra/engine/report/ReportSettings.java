package io.github.smtpra.engine.report;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.RetrySchedule;
import java.time.Duration;

/**
 * How reports are kept.
 *
 * @param schedule when a report comes again whose bean has failed, and when no more
 * @param limit how many wait at most
 */
public record ReportSettings(RetrySchedule schedule, int limit) {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int MANY = 100_000;

    /**
     * What the properties {@code reportAge} and {@code reportLimit} say.
     *
     * @throws InvalidSettingException if one of them can not be used
     */
    public static ReportSettings from(Settings settings) {
        Duration age = settings.duration("reportAge", WEEK, Duration.ofMinutes(1), Duration.ofDays(365));
        return new ReportSettings(
                new RetrySchedule(FIRST, 2, LONGEST, 0.1, age), settings.integer("reportLimit", MANY, 1, 10_000_000));
    }
}
