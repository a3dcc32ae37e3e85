package io.github.smtpra.rar.inbound;

import io.github.smtpra.engine.listener.Listeners;
import io.github.smtpra.engine.listener.QueueRunner;
import io.github.smtpra.engine.listener.SenderDomains;
import io.github.smtpra.engine.listener.SenderReport;
import io.github.smtpra.engine.report.Bounces;
import io.github.smtpra.engine.report.ReportService;
import io.github.smtpra.engine.report.ReportSettings;
import io.github.smtpra.engine.settings.DataDirectory;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.engine.submission.BounceAddress;
import io.github.smtpra.engine.thread.Threads;
import io.github.smtpra.rar.caller.ContainerUsers;
import io.github.smtpra.rar.cluster.Cluster;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The receiving half of the adapter: its activations and the listeners that they share. Lives from the adapter's start
 * to its stop. Nothing here throws at a server for a wrong setting or a busy port: it is logged, and what may pass is
 * tried again.
 */
public final class InboundSide {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.inbound");
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    private final InboundParts parts;
    private final Path dataDirectory;
    private final Listeners listeners;
    private final Semaphore deliveries;
    private final ReportSide reports;
    private final Optional<BounceSide> bounces;
    private final Map<ActivationKey, Activation> activations = new HashMap<>();
    private final ScheduledExecutorService retries =
            Executors.newSingleThreadScheduledExecutor(Threads.newPlatformThreadFactory("smtp-ra-activation"));

    /**
     * Who does what is done with the queue of mail to be sent.
     *
     * @param reporter tells senders what SMTP has no reply for
     * @param queueRunner starts runs of the queue, where clients may ask for them
     * @param reports what is owed to beans that hear of sent mail
     */
    public record Outward(SenderReport.Reporter reporter, QueueRunner queueRunner, ReportService.Source reports) {}

    /** Whether clients may have the queue run (RFC 1985). */
    private enum Etrn {
        OFF,
        ON
    }

    /**
     * The half.
     *
     * @param properties the adapter's
     * @param outward who does what is done with the queue of mail to be sent
     * @throws InvalidSettingException if the adapter's own settings can not be used
     */
    public InboundSide(BootstrapContext context, Map<String, String> properties, Outward outward) {
        Settings settings = Settings.of("", properties);
        this.parts = new InboundParts(
                context.getWorkManager(),
                context.getTransactionSynchronizationRegistry(),
                TransactionTimeout.lookUp(),
                new ContainerUsers(context.getWorkManager()),
                new Cluster(settings));
        this.dataDirectory = DataDirectory.of(settings);
        Path spool = dataDirectory.resolve("spool");
        Optional<QueueRunner> runner = Optional.of(outward.queueRunner())
                .filter(one -> settings.choice("etrn", Etrn.class, Etrn.OFF) == Etrn.ON);
        this.listeners = new Listeners(
                spool, outward.reporter(), new Listeners.Surroundings(runner, SenderDomains.from(settings)));
        this.deliveries = new Semaphore(settings.integer("maxDeliveries", 40, 1, 10_000), true);
        this.bounces = BounceAddress.of(settings).map(address -> bounceSide(address, outward.reports()));
        this.reports = new ReportSide(parts, ReportSettings.from(settings), outward.reports(), deliveries);
    }

    private BounceSide bounceSide(BounceAddress address, ReportService.Source source) {
        Bounces consumer = new Bounces(source, address, Clock.systemUTC());
        return new BounceSide(address, consumer, dataDirectory.resolve("inbound"), deliveries);
    }

    /** Begins to tell a bean of sent mail. Never throws: what is wrong is logged. */
    public void activate(MessageEndpointFactory endpoints, ReportActivationSpec spec) {
        reports.activate(endpoints, spec);
    }

    /** Begins to get mail for a bean. Never throws: what is wrong is logged, and tried again if it may pass. */
    public void activate(MessageEndpointFactory endpoints, MailActivationSpec spec) {
        Activation activation;
        synchronized (this) {
            String name = uniqueName(endpoints);
            activation = new Activation(
                    name,
                    endpoints,
                    Settings.of(endpoints.getEndpointClass().getSimpleName(), spec.properties()),
                    bounces);
            activations.put(new ActivationKey(endpoints, spec), activation);
        }
        start(activation, FIRST_RETRY);
    }

    private void start(Activation activation, Duration nextRetry) {
        try {
            activation.start(listeners, parts, dataDirectory, deliveries);
        } catch (InvalidSettingException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "SMTPRA111 " + activation.name() + " gets no mail until it is deployed again: " + e.getMessage());
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "SMTPRA112 " + activation.name() + " gets no mail yet, next try in " + nextRetry.toSeconds() + "s: "
                            + e.getMessage());
            Duration longer = nextRetry.multipliedBy(2);
            Duration then = longer.compareTo(LONGEST_RETRY) < 0 ? longer : LONGEST_RETRY;
            retry(activation, nextRetry, then);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "SMTPRA113 " + activation.name() + " gets no mail", e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Start throws nothing.
    private void retry(Activation activation, Duration delay, Duration nextDelay) {
        retries.schedule(() -> start(activation, nextDelay), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * The bean's class; with a number where another activation has the same. Not the activation's name that servers
     * give: on WildFly all beans of an adapter have the same.
     */
    private String uniqueName(MessageEndpointFactory endpoints) {
        Set<String> taken = new HashSet<>();
        activations.values().forEach(other -> taken.add(other.name()));
        String name = endpoints.getEndpointClass().getName();
        String unique = name;
        for (int i = 2; taken.contains(unique); i++) {
            unique = name + "#" + i;
        }
        return unique;
    }

    /** Ends what {@link #activate} began; nothing is delivered after it has returned. A second call does nothing. */
    public void deactivate(MessageEndpointFactory endpoints, ActivationSpec spec) {
        Activation activation;
        synchronized (this) {
            activation = activations.remove(new ActivationKey(endpoints, spec));
        }
        if (activation != null) {
            activation.stop(listeners);
        }
        reports.deactivate(endpoints, spec);
    }

    /** Ends everything. */
    public void stop() {
        retries.shutdownNow();
        reports.stop();
        List<Activation> rest;
        synchronized (this) {
            rest = List.copyOf(activations.values());
            activations.clear();
        }
        rest.forEach(activation -> activation.stop(listeners));
        listeners.close();
    }
}
