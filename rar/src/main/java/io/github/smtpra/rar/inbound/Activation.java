package io.github.smtpra.rar.inbound;

import io.github.smtpra.engine.listener.ListenerSettings;
import io.github.smtpra.engine.listener.Listeners;
import io.github.smtpra.engine.listener.Subscription;
import io.github.smtpra.engine.listener.SubscriptionSettings;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.ledger.InboundLedger;
import io.github.smtpra.outbox.ledger.Ledgers;
import io.github.smtpra.outbox.ledger.SharedLedger;
import io.github.smtpra.rar.cluster.Cluster;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One bean's activation: from {@link #start}, which may have to be tried again, to {@link #stop}. Its steps are called
 * one after the other, by the adapter.
 */
final class Activation {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.inbound");

    private final String name;
    private final MessageEndpointFactory endpoints;
    private final Settings settings;
    private final Optional<BounceSide> bounces;
    private @Nullable Attached attached;
    private boolean stopped;

    /** What is there while the activation gets mail. */
    private record Attached(
            ListenerSettings listener, SubscriptionSettings own, Subscription subscription, InboundLedger ledger) {}

    /**
     * An activation.
     *
     * @param name unique among the activations there are, and the same after a restart
     * @param settings what the bean's properties and the overrides say
     * @param bounces who takes notifications on the same listener, if anybody does
     */
    Activation(String name, MessageEndpointFactory endpoints, Settings settings, Optional<BounceSide> bounces) {
        this.name = name;
        this.endpoints = endpoints;
        this.settings = settings;
        this.bounces = bounces;
    }

    String name() {
        return name;
    }

    /**
     * Reads the settings and begins to get mail. Does nothing if it has been stopped.
     *
     * @throws InvalidSettingException if a setting can not be used
     * @throws IOException if the port is taken or the ledger can not be opened: worth another try
     */
    synchronized void start(Listeners listeners, InboundParts parts, Path dataDirectory, Semaphore all)
            throws IOException {
        if (stopped || attached != null) {
            return;
        }
        ListenerSettings listener = ListenerSettings.from(settings);
        SubscriptionSettings own = SubscriptionSettings.from(settings);
        InboundParts ownParts = parts.serving(listener.authentication().sources());
        InboundLedger ledger = ledger(parts.cluster(), ledgerDirectory(dataDirectory), own);
        try {
            EndpointDelivery delivery = new EndpointDelivery(name, endpoints, ownParts, own.transactionTimeout());
            Subscription subscription = new Subscription(name, own, delivery, ledger, all);
            listeners.attach(listener, subscription, ownParts.users().authenticator());
            attached = new Attached(listener, own, subscription, ledger);
        } finally {
            if (attached == null) {
                ledger.close();
            }
        }
        bounces.ifPresent(side -> takeNotifications(side, listeners, listener));
    }

    private static void takeNotifications(BounceSide side, Listeners listeners, ListenerSettings listener) {
        try {
            side.joined(listeners, listener);
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "SMTPRA116 No notifications are taken on " + listener.where() + ": " + e.getMessage());
        }
    }

    private static InboundLedger ledger(Cluster cluster, Path directory, SubscriptionSettings own) throws IOException {
        Optional<SharedLedger> shared = shared(cluster, own);
        return shared.isPresent()
                ? Ledgers.acquire(directory, shared.get(), Clock.systemUTC(), own.ledger())
                : Ledgers.acquire(directory, Clock.systemUTC(), own.ledger());
    }

    /** Worth another try: servers may bind a data source after they have started us. */
    private static Optional<SharedLedger> shared(Cluster cluster, SubscriptionSettings own) throws IOException {
        try {
            return cluster.ledger(own.transactionTimeout());
        } catch (InvalidSettingException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** A directory of its own: each activation has its own window and durability. Names of beans are no file names. */
    private Path ledgerDirectory(Path dataDirectory) {
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return dataDirectory.resolve("inbound").resolve(id.toString());
    }

    /** Ends it: nothing is delivered any more after this has returned. A second call does nothing. */
    synchronized void stop(Listeners listeners) {
        stopped = true;
        Attached last = attached;
        attached = null;
        if (last != null) {
            bounces.ifPresent(side -> side.left(listeners, last.listener()));
            listeners.detach(last.listener(), last.subscription(), last.own().transactionTimeout());
            last.ledger().close();
        }
    }
}
