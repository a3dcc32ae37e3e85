package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.authentication.Authenticator;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.ledger.InboundLedger;
import io.github.smtpra.outbox.ledger.LedgerSettings;
import io.github.smtpra.outbox.ledger.Ledgers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Listeners with their ledger in a directory of a test, on a port of their own. */
final class PostOffice implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final List<SenderReport> reports = new CopyOnWriteArrayList<>();
    private final Path directory;
    private final Map<String, String> listenerProperties =
            new HashMap<>(Map.of("port", "0", "hostName", "mx.example", "settleTime", "0s"));
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final InboundLedger ledger;
    private final Listeners listeners;
    private Authenticator container = Authenticator.nobody();
    private int port;
    private volatile boolean reportsFail;

    PostOffice(Path directory, String... listenerProperties) throws IOException {
        this(directory, Listeners.Surroundings.NONE, listenerProperties);
    }

    /** With a road out that starts runs for ETRN. */
    static PostOffice withQueueRunner(Path directory, QueueRunner runner) throws IOException {
        return new PostOffice(directory, new Listeners.Surroundings(Optional.of(runner), SenderDomains.UNKNOWN));
    }

    /** With somebody who knows domains. */
    static PostOffice withSenderDomains(Path directory, SenderDomains domains, String... listenerProperties)
            throws IOException {
        return new PostOffice(directory, new Listeners.Surroundings(Optional.empty(), domains), listenerProperties);
    }

    private PostOffice(Path directory, Listeners.Surroundings surroundings, String... listenerProperties)
            throws IOException {
        this.directory = directory;
        put(this.listenerProperties, listenerProperties);
        ledger = Ledgers.acquire(directory.resolve("ledger"), Clock.systemUTC(), LedgerSettings.DEFAULT);
        listeners = new Listeners(spool(), this::report, surroundings);
    }

    private static void put(Map<String, String> properties, String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    private void report(SenderReport report) throws IOException {
        if (reportsFail) {
            throw new IOException("for the test");
        }
        reports.add(report);
    }

    /** Who knows the users of the server that listeners run in. */
    void container(Authenticator authenticator) {
        container = authenticator;
    }

    void failReports() {
        reportsFail = true;
    }

    Path spool() {
        return directory.resolve("spool");
    }

    ListenerSettings settings(String... changes) {
        Map<String, String> properties = new HashMap<>(listenerProperties);
        put(properties, changes);
        return ListenerSettings.from(Settings.of("", properties, Map.of(), Map.of()));
    }

    /** {@code consumer} gets the mail for {@code recipients}. */
    Subscription subscribe(String name, String recipients, MailConsumer consumer, String... properties)
            throws IOException {
        Map<String, String> all = new HashMap<>(Map.of("recipients", recipients));
        put(all, properties);
        Subscription subscription = new Subscription(
                name,
                SubscriptionSettings.from(Settings.of("", all, Map.of(), Map.of())),
                consumer,
                ledger,
                new Semaphore(100));
        port = listeners.attach(settings(), subscription, container);
        subscriptions.add(subscription);
        return subscription;
    }

    void attach(Subscription subscription, String... changes) throws IOException {
        listeners.attach(settings(changes), subscription);
    }

    /** Ends a subscription. */
    void unsubscribe(Subscription subscription) {
        listeners.detach(settings(), subscription, PATIENCE);
        subscriptions.remove(subscription);
    }

    Subscription subscription(String name) {
        return subscriptions.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    int port() {
        return port;
    }

    SmtpClient connect() throws IOException {
        return SmtpClient.connect(port);
    }

    SmtpClient client() throws IOException {
        return SmtpClient.greeted(port);
    }

    /** Whether a client that comes now is greeted. */
    boolean isServing() {
        try (SmtpClient client = connect()) {
            return client.hear().startsWith("220");
        } catch (IOException e) {
            return false;
        }
    }

    List<Path> spoolFiles() throws IOException {
        if (!Files.exists(spool())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(spool())) {
            return files.toList();
        }
    }

    /** The platform threads of the listener. */
    List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("smtp-ra-" + port))
                .toList();
    }

    /** Waits, up to a bound, for what happens on another thread. */
    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        List.copyOf(subscriptions).forEach(this::unsubscribe);
        listeners.close();
        ledger.close();
    }
}
