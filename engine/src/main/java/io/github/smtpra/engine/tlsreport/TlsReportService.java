package io.github.smtpra.engine.tlsreport;

import io.github.smtpra.engine.thread.Threads;
import io.github.smtpra.engine.thread.Wakeup;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.directory.SharedByDirectory;
import io.github.smtpra.outbox.directory.SharedByDirectory.Hold;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts sessions and reports them, from {@link #open} to {@link #close}, with one thread of its own. Those who deliver for the
 * same directory share one: the settings of the first count. Safe for use by many threads.
 */
public final class TlsReportService implements AutoCloseable {
    private static final SharedByDirectory<TlsReportService> OPEN = new SharedByDirectory<>();
    private static final Duration LATEST_END = Duration.ofSeconds(10);

    private final TlsReports reports;
    private final Wakeup wakeup = new Wakeup();
    private final Thread thread;
    private volatile boolean closed;

    private TlsReportService(TlsReports reports) {
        this.reports = reports;
        this.thread = Threads.newPlatformThreadFactory("smtp-ra-tls-report").newThread(this::run);
    }

    /**
     * A share of the service for the directory of {@code settings}, to be closed; empty, with a line in the log, if that can
     * not be used: mail goes without being counted then.
     */
    public static Optional<Hold<TlsReportService>> open(TlsReportSettings settings, Outbox outbox, Clock clock) {
        try {
            return Optional.of(OPEN.acquire(settings.directory(), directory -> started(settings, outbox, clock)));
        } catch (OutboxException e) {
            new TlsReportLog().trouble("sessions are not counted", e);
            return Optional.empty();
        }
    }

    private static TlsReportService started(TlsReportSettings settings, Outbox outbox, Clock clock)
            throws OutboxException {
        try {
            TlsReportService service = new TlsReportService(TlsReports.open(settings, outbox, clock));
            service.thread.start();
            return service;
        } catch (IOException e) {
            throw new OutboxException("The directory " + settings.directory() + " can not be read: " + e, e);
        }
    }

    /** Counts what is to be reported. */
    public TlsTally tally() {
        return reports.tally();
    }

    private void run() {
        try (reports) {
            while (!closed) {
                wakeup.await(round());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration round() {
        try {
            return reports.round();
        } catch (RuntimeException e) {
            new TlsReportLog().trouble("they wait", e);
            return TlsReports.SAVE_EVERY;
        }
    }

    /** Ends; the thread writes down what was counted. A web server that does not answer is not waited for. */
    @Override
    public void close() {
        closed = true;
        reports.end();
        wakeup.ring();
        try {
            thread.join(LATEST_END.toMillis());
            thread.interrupt();
            thread.join(LATEST_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
