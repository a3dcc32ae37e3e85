package io.github.smtpra.api.queue;

import java.time.Instant;

/**
 * The figures of one destination.
 *
 * @param domain where, in lower case
 * @param recipients how many recipients wait
 * @param oldest when the oldest of their mails was handed over
 */
public record DestinationStatistics(String domain, long recipients, Instant oldest) {}
