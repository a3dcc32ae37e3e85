package io.github.smtpra.engine.report;

import io.github.smtpra.api.report.DeliveryReport;
import io.github.smtpra.engine.listener.TransactionOutcome;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One consumer's claim to reports: which, and how many at once. Safe for use by many threads. Ends with {@link #close},
 * after which its consumer is not called any more.
 */
public final class ReportSubscription {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.report");

    private final Terms terms;
    private final ReportConsumer consumer;
    private final Semaphore all;
    private final Semaphore places;
    private volatile boolean closed;

    /**
     * What a subscription is about.
     *
     * @param name the bean's, for the log
     * @param selection which reports it gets
     * @param concurrency deliveries in flight at most
     */
    public record Terms(String name, ReportSelection selection, int concurrency) {}

    /**
     * A subscription.
     *
     * @param all bounds the deliveries of all beans
     */
    public ReportSubscription(Terms terms, ReportConsumer consumer, Semaphore all) {
        this.terms = terms;
        this.consumer = consumer;
        this.all = all;
        this.places = new Semaphore(terms.concurrency());
    }

    String name() {
        return terms.name();
    }

    boolean wants(DeliveryReport report) {
        return !closed && terms.selection().includes(report);
    }

    int free() {
        return closed ? 0 : places.availablePermits();
    }

    /** Takes a place, if there is one. Who has it delivers once. */
    boolean enter() {
        if (!places.tryAcquire()) {
            return false;
        }
        if (closed) {
            places.release();
            return false;
        }
        return true;
    }

    /** Delivers in the place that was taken, and gives that back; waits while all beans together are busy. */
    TransactionOutcome deliver(DeliveryReport report) {
        all.acquireUninterruptibly();
        try {
            return consumer.deliver(report);
        } catch (RuntimeException | Error e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "SMTPRA133 " + name() + " could not be told of report " + report.id(),
                    e);
            return new TransactionOutcome.Unknown(e.toString());
        } finally {
            all.release();
            places.release();
        }
    }

    /** Lets nothing more in, and waits for what is in flight, up to {@code time}; whether all of it has ended. */
    boolean close(Duration time) {
        closed = true;
        try {
            return places.tryAcquire(terms.concurrency(), time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
