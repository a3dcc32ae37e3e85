package io.github.smtpra.rar.outbound;

import io.github.smtpra.api.MailException;
import io.github.smtpra.api.queue.MailQueue;
import io.github.smtpra.engine.delivery.Reports;
import io.github.smtpra.engine.delivery.RunningDelivery;
import io.github.smtpra.engine.route.Routes;
import io.github.smtpra.engine.settings.DataDirectory;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.engine.submission.BounceAddress;
import io.github.smtpra.engine.submission.Submission;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.OwedReports;
import io.github.smtpra.outbox.StagedMail;
import io.github.smtpra.outbox.store.SharedDatabase;
import io.github.smtpra.rar.cluster.Cluster;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of the adapter: holds the outbox, the counter before it and the delivery behind it.
 *
 * <p>The outbox is opened by whoever needs it first: {@link #start}, an application, or recovery, which may come before
 * the start and needs no valid setting but the directory. Delivery runs from the start on, as soon as the settings can be
 * used. After {@link #stop} nothing works, for good.
 *
 * <p>Safe for use by many threads. Its lock is held while the outbox opens: whoever comes meanwhile needs it as well.
 */
public final class OutboundSide {
    private static final Logger LOG = System.getLogger("io.github.smtpra.outbound");

    private final Settings settings;
    private final OutboundParts parts;
    private volatile @Nullable Outbox outbox;
    private volatile @Nullable Submission counter;
    private volatile @Nullable Routes routes;
    private volatile boolean stopped;
    private volatile @Nullable TransactionSynchronizationRegistry registry;
    private boolean started;
    private @Nullable RunningDelivery delivery;
    private @Nullable StartRetries retries;

    /** The half with the adapter's {@code properties}, read when they are needed. */
    public OutboundSide(Map<String, String> properties) {
        this(Settings.of("", properties), new EngineParts());
    }

    OutboundSide(Settings settings, OutboundParts parts) {
        this.settings = settings;
        this.parts = parts;
    }

    /**
     * Opens the outbox and starts delivery. What fails is logged, and tried again when a connection is asked for, and from
     * time to time: mail may wait in there.
     *
     * @param transactions tells of the transaction of the current thread; null if the server does not
     */
    public void start(@Nullable TransactionSynchronizationRegistry transactions) {
        synchronized (this) {
            registry = transactions;
            started = true;
        }
        try {
            checkUsable();
        } catch (MailException e) {
            LOG.log(Level.ERROR, "SMTPRA120 smtp-ra can not send mail: " + e.getMessage());
            LOG.log(Level.DEBUG, "SMTPRA120 in detail", e);
            synchronized (this) {
                retries = StartRetries.of(this::hasBecomeUsable);
            }
        }
    }

    private boolean hasBecomeUsable() {
        try {
            checkUsable();
            LOG.log(Level.INFO, "smtp-ra can send mail now");
            return true;
        } catch (MailException e) {
            LOG.log(Level.DEBUG, "SMTPRA120 again", e);
            return stopped;
        }
    }

    /** Stops delivery and closes the outbox. A second call does nothing. */
    public void stop() {
        AutoCloseable lastDelivery;
        Outbox lastOutbox;
        synchronized (this) {
            stopped = true;
            if (retries != null) {
                retries.close();
            }
            lastDelivery = delivery;
            lastOutbox = outbox;
            delivery = null;
            counter = null;
            outbox = null;
        }
        close("delivery", lastDelivery);
        close("the outbox", lastOutbox);
    }

    private static void close(String what, @Nullable AutoCloseable part) {
        if (part == null) {
            return;
        }
        try {
            onOwnThread(() -> {
                part.close();
                return true;
            });
        } catch (Exception e) {
            LOG.log(Level.WARNING, "SMTPRA121 smtp-ra could not stop " + what + ": " + e.getMessage(), e);
        }
    }

    boolean isStopped() {
        return stopped;
    }

    /** Whether a transaction of the server's is under way on this thread, as far as one can know. */
    boolean isInTransaction() {
        TransactionSynchronizationRegistry known = registry;
        int status = known == null ? Status.STATUS_NO_TRANSACTION : known.getTransactionStatus();
        return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
    }

    /**
     * The outbox, opened if need be. For branches and recovery: no setting is read but the directory.
     *
     * @throws MailException if it can not be opened, saying why
     */
    Outbox outbox() throws MailException {
        Outbox open = outbox;
        return open != null ? open : opened();
    }

    private synchronized Outbox opened() throws MailException {
        if (stopped) {
            throw new MailException("the resource adapter smtp-ra is stopped");
        }
        Outbox open = outbox;
        if (open == null) {
            open = open();
            outbox = open;
        }
        return open;
    }

    private Outbox open() throws MailException {
        try {
            Path directory = DataDirectory.of(settings);
            Optional<SharedDatabase> shared = new Cluster(settings).outbox();
            return onOwnThread(() -> parts.openOutbox(directory, shared));
        } catch (Exception e) {
            throw failure("the outbox can not be opened", e);
        }
    }

    private static MailException failure(String what, Exception cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        String words = String.valueOf(cause.getMessage());
        return new MailException(cause instanceof InvalidSettingException ? words : what + ": " + words, cause);
    }

    /**
     * The counter before the outbox.
     *
     * @throws MailException if sending can not work, naming the property or saying what failed
     */
    Submission counter() throws MailException {
        Submission ready = counter;
        return ready != null ? ready : madeReady();
    }

    /**
     * Which ways mail may be sent.
     *
     * @throws MailException as {@link #counter}
     */
    Routes routes() throws MailException {
        Routes known = routes;
        return known != null ? known : readRoutes();
    }

    private Routes readRoutes() throws MailException {
        try {
            Routes read = parts.routes(settings);
            routes = read;
            return read;
        } catch (InvalidSettingException e) {
            throw failure("mail can not be sent", e);
        }
    }

    /**
     * Does nothing if mail can be taken.
     *
     * @throws MailException as {@link #counter}
     */
    void checkUsable() throws MailException {
        counter();
    }

    private synchronized Submission madeReady() throws MailException {
        Outbox open = opened();
        try {
            Submission ready = new Submission(open, parts.checkedHostName(settings), Clock.systemUTC())
                    .returningTo(BounceAddress.of(settings));
            if (started && delivery == null) {
                delivery = onOwnThread(() -> parts.startDelivery(open, settings));
            }
            if (started) {
                counter = ready;
            }
            return ready;
        } catch (Exception e) {
            throw failure("mail can not be sent", e);
        }
    }

    /**
     * Who tells senders of failures.
     *
     * @throws MailException as {@link #counter}
     */
    public Reports reports() throws MailException {
        counter();
        return new Reports(outbox(), parts.checkedHostName(settings), Clock.systemUTC());
    }

    /**
     * What is owed to beans that hear of sent mail; needs no valid setting but the directory.
     *
     * @throws MailException as {@link #queue}
     */
    public OwedReports owedReports() throws MailException {
        return outbox().reports();
    }

    /**
     * The queue in an operator's hands; needs no valid setting but the directory.
     *
     * @throws MailException if the outbox can not be opened, saying why
     */
    public MailQueue queue() throws MailException {
        return outbox().queue();
    }

    /**
     * Lets what waits for {@code domain} go at once, even if its hosts could not be spoken with a moment ago.
     *
     * @return how many mails that are
     * @throws MailException as {@link #queue}
     */
    public int retryDestination(String domain) throws MailException {
        int count = queue().retryDestination(domain);
        RunningDelivery running;
        synchronized (this) {
            running = delivery;
        }
        if (running != null) {
            running.run(domain);
        }
        return count;
    }

    /** Forgets staged mails that will not be sent. */
    void discard(Collection<StagedMail> mails) {
        Outbox open = outbox;
        if (open != null && !mails.isEmpty()) {
            open.discard(mails);
        }
    }

    private static <T> T onOwnThread(Callable<T> work) throws Exception {
        return ShortLivedThread.call("smtp-ra-start-stop", work);
    }
}
