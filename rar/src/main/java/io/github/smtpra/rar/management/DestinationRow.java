package io.github.smtpra.rar.management;

import io.github.smtpra.api.queue.DestinationStatistics;

/** A destination as a console shows it. A bean and no record: JMX of Java 17 knows none. Immutable. */
public final class DestinationRow {
    private final DestinationStatistics destination;

    DestinationRow(DestinationStatistics destination) {
        this.destination = destination;
    }

    public String getDomain() {
        return destination.domain();
    }

    public long getRecipients() {
        return destination.recipients();
    }

    public String getOldest() {
        return destination.oldest().toString();
    }
}
