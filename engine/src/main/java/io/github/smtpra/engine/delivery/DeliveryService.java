package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.thread.Deadlines;
import io.github.smtpra.engine.thread.Threads;
import io.github.smtpra.outbox.Outbox;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the mail of an outbox to a relay, from {@link #start()} to {@link #close()}; then again, if wanted. By any
 * thread. Threads: one dispatcher, one timer, and one for each open session with the relay.
 *
 * <p>Each claimed recipient ends delivered, deferred, failed, in which case the sender is sent a report in the same step,
 * or uncertain; or, where the service was closed or the process ended before, is due as it was.
 */
public final class DeliveryService implements AutoCloseable {
    private static final String NAME = "smtp-ra-delivery";

    private final Outbox outbox;
    private final DeliverySettings settings;
    private final Clock clock;
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    /** What is there between start and close. */
    private record Running(Dispatcher.Parts parts, Thread dispatcher, Deadlines deadlines) {}

    /**
     * A service that does nothing yet.
     *
     * @param outbox stays open when the service is closed
     * @param clock what mails are due by
     */
    public DeliveryService(Outbox outbox, DeliverySettings settings, Clock clock) {
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /** Begins to deliver. Without a relay in the settings it says so once, in the log, and mail waits in the outbox. */
    public void start() {
        settings.relay().ifPresentOrElse(this::start, () -> new DeliveryLog("-")
                .notice("no relayHost is set: mail that is sent waits in the outbox until one is"));
    }

    private void start(Relay relay) {
        Running started = running(relay);
        if (!running.compareAndSet(null, started)) {
            started.deadlines().close();
            throw new IllegalStateException("started before");
        }
        outbox.onDue(started.parts().wakeup()::ring);
        started.dispatcher().start();
    }

    private Running running(Relay relay) {
        Deadlines deadlines = new Deadlines(NAME + "-timer");
        Closing closing = new Closing();
        Wakeup wakeup = new Wakeup();
        RelayHold hold = new RelayHold();
        DeliveryLog log = new DeliveryLog(relay.toString());
        Recorder recorder = new Recorder(outbox, new Reports(outbox, settings.hostName(), clock), closing, log);
        FailurePolicy policy = new FailurePolicy(relay.host(), settings.schedule(), new Random());
        SessionPool pool = new SessionPool(
                settings.sessions(),
                () -> new RelaySession(relay, settings.timeouts(), deadlines),
                new MailDelivery(outbox, policy, recorder, hold, log, clock),
                Threads.newThreadFactory(NAME + "-session"),
                wakeup);
        Dispatcher.Parts parts = new Dispatcher.Parts(outbox, pool, recorder, hold, wakeup, closing, log);
        Thread dispatcher = Threads.newThreadFactory(NAME + "-dispatcher").newThread(new Dispatcher(parts, clock));
        return new Running(parts, dispatcher, deadlines);
    }

    /**
     * Stops: claims no more, lets a mail whose final dot is out wait for its reply for a bounded time, and aborts the
     * others, which stay due. No thread is left. A second call does nothing.
     */
    @Override
    public void close() {
        Optional.ofNullable(running.getAndSet(null)).ifPresent(this::close);
    }

    private void close(Running old) {
        outbox.onDue(() -> {});
        old.parts().closing().begin();
        old.parts().wakeup().ring();
        old.parts().pool().close().forEach(old.parts().recorder()::release);
        join(old.dispatcher());
        old.deadlines().close();
    }

    private void join(Thread dispatcher) {
        try {
            dispatcher.join(settings.sessions().closing().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
