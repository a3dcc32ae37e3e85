package io.github.smtpra.rar.inbound;

import io.github.smtpra.engine.listener.ListenerSettings;
import io.github.smtpra.engine.listener.Listeners;
import io.github.smtpra.engine.listener.RecipientPatterns;
import io.github.smtpra.engine.listener.Subscription;
import io.github.smtpra.engine.listener.SubscriptionSettings;
import io.github.smtpra.engine.report.Bounces;
import io.github.smtpra.engine.submission.BounceAddress;
import io.github.smtpra.outbox.ledger.InboundLedger;
import io.github.smtpra.outbox.ledger.LedgerDurability;
import io.github.smtpra.outbox.ledger.LedgerSettings;
import io.github.smtpra.outbox.ledger.Ledgers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * Lets each listener that beans have opened take the notifications about our own mail too; none for who hands mail in.
 * Called by activations as they start and stop; its methods lock.
 */
final class BounceSide {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int CONCURRENCY = 15;

    private final Bounces bounces;
    private final SubscriptionSettings settings;
    private final Path ledgers;
    private final Semaphore deliveries;
    private final Map<String, Served> served = new HashMap<>();

    /** A listener, and how many activations have it. */
    private record Served(Subscription subscription, InboundLedger ledger, int activations) {}

    /**
     * No listeners yet.
     *
     * @param ledgers the directory of the ledgers
     * @param deliveries bounds what is done at once
     */
    BounceSide(BounceAddress address, Bounces bounces, Path ledgers, Semaphore deliveries) {
        this.bounces = bounces;
        this.ledgers = ledgers;
        this.deliveries = deliveries;
        this.settings = new SubscriptionSettings(
                RecipientPatterns.parse(
                        "bounceAddress", List.of(address.mailbox().toString())),
                CONCURRENCY,
                PATIENCE,
                TIMEOUT,
                new LedgerSettings(Duration.ofDays(1), LedgerDurability.PROCESS_CRASH));
    }

    /** An activation has joined {@code listener}. */
    synchronized void joined(Listeners listeners, ListenerSettings listener) throws IOException {
        if (listener.protocol() == ListenerSettings.Protocol.SUBMISSION) {
            return;
        }
        Served before = served.get(listener.where());
        served.put(
                listener.where(),
                before == null
                        ? opened(listeners, listener)
                        : new Served(before.subscription(), before.ledger(), before.activations() + 1));
    }

    private Served opened(Listeners listeners, ListenerSettings listener) throws IOException {
        String name = "notifications on " + listener.where();
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        InboundLedger ledger = Ledgers.acquire(ledgers.resolve(id.toString()), Clock.systemUTC(), settings.ledger());
        Subscription subscription = new Subscription(name, settings, bounces, ledger, deliveries);
        try {
            listeners.attach(listener, subscription);
            return new Served(subscription, ledger, 1);
        } catch (IOException | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    /** An activation has left {@code listener}, or is about to. */
    synchronized void left(Listeners listeners, ListenerSettings listener) {
        Served last = served.remove(listener.where());
        if (last == null) {
            return;
        }
        if (last.activations() > 1) {
            served.put(listener.where(), new Served(last.subscription(), last.ledger(), last.activations() - 1));
            return;
        }
        listeners.detach(listener, last.subscription(), TIMEOUT);
        last.ledger().close();
    }
}
