package io.github.smtpra.api.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * The figures of delivery reports that wait for a bean.
 *
 * @param owed how many
 * @param tried how many of them a bean was called with, which did not commit
 * @param oldest when the oldest was made
 */
public record ReportStatistics(long owed, long tried, Optional<Instant> oldest) {}
