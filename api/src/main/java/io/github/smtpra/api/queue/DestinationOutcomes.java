package io.github.smtpra.api.queue;

/**
 * What has become of recipients at one destination since the outbox was opened, by this server.
 *
 * @param domain where, in lower case
 * @param since how attempts ended, and how long final recipients took
 */
public record DestinationOutcomes(String domain, QueueStatistics.Since since) {}
