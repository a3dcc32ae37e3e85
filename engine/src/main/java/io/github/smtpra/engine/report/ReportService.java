package io.github.smtpra.engine.report;

import io.github.smtpra.engine.thread.Threads;
import io.github.smtpra.engine.thread.Wakeup;
import io.github.smtpra.outbox.OwedReports;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/**
 * Tells beans what has become of sent mail, from {@link #start} to {@link #close}. Safe for use by many threads. Has one
 * thread that looks for reports, and one for each that is being told.
 */
public final class ReportService implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.report");

    private static final Duration LATEST_END = Duration.ofSeconds(10);

    private final Wakeup wakeup = new Wakeup();
    private final ReportDesk desk;
    private final Thread dispatcher;
    private volatile boolean closed;

    /** Where reports come from. */
    public interface Source {
        /**
         * The reports that are owed.
         *
         * @throws IOException if the outbox can not be opened; asked again later
         */
        OwedReports reports() throws IOException;
    }

    /** A service that does nothing yet. */
    public ReportService(Source source, ReportSettings settings, Clock clock) {
        ThreadFactory tellers = Threads.newThreadFactory("smtp-ra-report");
        desk = new ReportDesk(
                new ReportDesk.Parts(
                        source, settings, task -> tellers.newThread(task).start(), wakeup::ring),
                clock);
        dispatcher =
                Threads.newPlatformThreadFactory("smtp-ra-report-dispatcher").newThread(this::dispatch);
    }

    /** Begins. Once. */
    public void start() {
        dispatcher.start();
    }

    private void dispatch() {
        try {
            while (!closed) {
                wakeup.await(desk.round());
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "told to end", e);
        }
    }

    /** Lets {@code subscription} have reports. */
    public void attach(ReportSubscription subscription) {
        desk.add(subscription);
    }

    /** Ends a subscription: nothing is told to it after this has returned; what is in flight ends first, up to {@code time}. */
    public void detach(ReportSubscription subscription, Duration time) {
        desk.remove(subscription);
        if (!subscription.close(time)) {
            LOG.log(Level.WARNING, "SMTPRA132 " + subscription.name() + " is still being told after " + time);
        }
    }

    /** Ends. What is being told ends by itself. */
    @Override
    public void close() {
        closed = true;
        wakeup.ring();
        try {
            dispatcher.join(LATEST_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
