package io.github.smtpra.rar.management;

import io.github.smtpra.api.queue.DestinationOutcomes;

/** What a destination did, as a console shows it. A bean and no record: JMX of Java 17 knows none. Immutable. */
public final class OutcomesRow {
    private final DestinationOutcomes destination;

    OutcomesRow(DestinationOutcomes destination) {
        this.destination = destination;
    }

    public String getDomain() {
        return destination.domain();
    }

    public long getDelivered() {
        return destination.since().outcomes().delivered();
    }

    public long getDeferred() {
        return destination.since().outcomes().deferred();
    }

    public long getFailed() {
        return destination.since().outcomes().failed();
    }

    public long getUncertain() {
        return destination.since().outcomes().uncertain();
    }

    public long getMeanMillis() {
        return destination.since().durations().mean().toMillis();
    }

    public long getLongestMillis() {
        return destination.since().durations().longest().toMillis();
    }
}
