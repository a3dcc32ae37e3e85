package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.thread.Deadlines;
import io.github.smtpra.engine.thread.Threads;
import io.github.smtpra.engine.thread.Wakeup;
import io.github.smtpra.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the mail of an outbox, from {@link #start()} to {@link #close()}; then again, if wanted. By any
 * thread. Threads: one dispatcher, one timer, and one for each open session with a host.
 *
 * <p>Each claimed recipient ends delivered, deferred, failed, in which case the sender is sent a report in the same step,
 * or uncertain; or, where the service was closed or the process ended before, is due as it was.
 */
public final class DeliveryService implements RunningDelivery {
    private static final String NAME = "smtp-ra-delivery";
    private static final int MAX_PLATFORM_THREADS = 256;

    private final Outbox outbox;
    private final DeliverySettings settings;
    private final Clock clock;
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    /** What is there between start and close. */
    private record Running(Dispatcher.Parts parts, Thread dispatcher, Link link) {}

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

    /** Begins to deliver. Where mail can go nowhere it says so once, in the log, and mail waits in the outbox. */
    public void start() {
        settings.roads().obstacle().ifPresentOrElse(new DeliveryLog()::notice, this::startDispatcher);
    }

    private void startDispatcher() {
        Running started = running();
        if (!running.compareAndSet(null, started)) {
            started.link().deadlines().close();
            throw new IllegalStateException("started before");
        }
        outbox.onDue(started.parts().wakeup()::ring);
        started.dispatcher().start();
    }

    private Running running() {
        Deadlines deadlines = new Deadlines(NAME + "-timer");
        Closing closing = new Closing();
        Wakeup wakeup = new Wakeup();
        DeliveryLog log = new DeliveryLog();
        Recorder recorder = new Recorder(outbox, reports(), closing, log);
        FailurePolicy policy = new FailurePolicy(settings.schedule(), new Random());
        MailDelivery delivery = new MailDelivery(policy, recorder, log, clock);
        Router router = new Router(settings.roads().routes());
        Connector connector = new Connector(threads(NAME + "-connect"), new AbsentPeers(clock));
        Link link = new Link(settings.timeouts(), deadlines, connector);
        SessionPool.Parts poolParts = new SessionPool.Parts(
                new DestinationSession.Parts(outbox, settings.roads().finder(), link),
                delivery,
                threads(NAME + "-session"),
                wakeup,
                closing);
        SessionPool pool = new SessionPool(settings, poolParts, new Lanes(this::lane), window(router));
        Handover handover = new Handover(router, pool, delivery, recorder, clock);
        Dispatcher.Parts parts = new Dispatcher.Parts(outbox, pool, handover, wakeup, closing, log);
        Thread dispatcher =
                Threads.newPlatformThreadFactory(NAME + "-dispatcher").newThread(new Dispatcher(parts, clock));
        return new Running(parts, dispatcher, link);
    }

    /**
     * A session that talks is woken for each reply: at once by the kernel, by way of two other threads if it is virtual. A
     * socket that a virtual thread has connected stays one that each reader waits for by a call more.
     */
    private ThreadFactory threads(String name) {
        return settings.sessions().inAll() <= MAX_PLATFORM_THREADS
                ? Threads.newPlatformThreadFactory(name)
                : Threads.newThreadFactory(name);
    }

    private Reports reports() {
        Reports.Rules rules = new Reports.Rules(
                new DelayNotice(settings.schedule(), settings.notices().delayAfter()),
                new ReportLimit(settings.notices().perHour()));
        return new Reports(outbox, settings.hostName(), clock, rules);
    }

    private Lane lane(Destination destination) {
        Backoff backoff = destination.domain().isEmpty()
                ? new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1))
                : new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(30));
        return new Lane(
                destination,
                new Lane.Limits(
                        settings.sessions().max(), backoff, settings.paces().toEach()),
                clock);
    }

    private SessionPool.Window window(Router router) {
        return router.isSingle()
                ? SessionPool.Window.ofSessions(settings.sessions().max())
                : SessionPool.Window.OF_MANY;
    }

    /**
     * Lets mail for {@code domain} that is due go at once, though its destination could not be spoken with before (RFC 1985;
     * OPS-005). Does nothing if it is not running.
     */
    @Override
    public void run(String domain) {
        Optional.ofNullable(running.get()).ifPresent(now -> {
            now.link().connector().absent().forget();
            now.parts().pool().release(domain);
            now.parts().wakeup().ring();
        });
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
        old.parts().pool().close().forEach(old.parts().handover().recorder()::release);
        join(old.dispatcher());
        old.link().deadlines().close();
    }

    private void join(Thread dispatcher) {
        try {
            dispatcher.join(settings.sessions().closing().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
