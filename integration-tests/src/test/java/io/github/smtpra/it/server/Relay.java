package io.github.smtpra.it.server;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.RecipientRequest;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.listener.ListenerSettings;
import io.github.smtpra.engine.listener.Listeners;
import io.github.smtpra.engine.listener.MailConsumer;
import io.github.smtpra.engine.listener.Subscription;
import io.github.smtpra.engine.listener.SubscriptionSettings;
import io.github.smtpra.engine.listener.TransactionOutcome;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.ledger.Ledgers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the server's outbox delivers to: our own listener, in the tests' JVM, open until that ends. The outbox has one
 * session with it, so mail comes in the order in which it became due.
 */
final class Relay implements MailConsumer {
    static final int PORT = 12560;
    private static final Pattern SUBJECT = Pattern.compile("(?m)^Subject: (.*?)\r?$");
    private static final Map<Integer, Relay> OPEN = new ConcurrentHashMap<>();

    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    private final Map<String, CountDownLatch> heldBack = new ConcurrentHashMap<>();
    private final Set<String> comeTo = ConcurrentHashMap.newKeySet();

    /** A mail that has come. */
    record Arrival(String subject, long size) {}

    private Relay() {}

    /** The one that mail goes to unless something else is said. */
    static Relay shared() {
        return at(PORT);
    }

    static Relay at(int port) {
        return OPEN.computeIfAbsent(port, Relay::open);
    }

    /** Not closed: it ends with the JVM, so that the tests of all classes can use it. */
    @SuppressWarnings("MustBeClosed")
    private static Relay open(int port) {
        Relay relay = new Relay();
        Path directory = Path.of(System.getProperty("it.directory", "target/it"), "relay-" + port);
        Settings settings =
                Settings.of("Relay", Map.of("port", "" + port, "recipients", "*@relay.example", "maxSize", "0"));
        SubscriptionSettings own = SubscriptionSettings.from(settings);
        Listeners listeners = new Listeners(directory.resolve("spool"), report -> {});
        try {
            listeners.attach(
                    ListenerSettings.from(settings),
                    new Subscription(
                            "relay",
                            own,
                            relay,
                            Ledgers.acquire(directory.resolve("ledger"), Clock.systemUTC(), own.ledger()),
                            new Semaphore(100)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return relay;
    }

    @Override
    public Optional<Reply> refusal(RecipientRequest request) {
        return Optional.empty();
    }

    @Override
    public TransactionOutcome deliver(InboundMail mail) {
        try (InputStream content = mail.openContent()) {
            Matcher subject = SUBJECT.matcher(new String(content.readNBytes(4096), StandardCharsets.ISO_8859_1));
            String found = subject.find() ? subject.group(1) : "";
            comeTo.add(found);
            heldBack.getOrDefault(found, new CountDownLatch(0)).await(90, TimeUnit.SECONDS);
            arrivals.add(new Arrival(found, mail.size()));
            return new TransactionOutcome.Committed();
        } catch (IOException | InterruptedException e) {
            return new TransactionOutcome.RolledBack(e.toString());
        }
    }

    /** A mail with this subject waits for its reply until {@link #letGo}. */
    void holdBack(String subject) {
        heldBack.put(subject, new CountDownLatch(1));
    }

    void letGo(String subject) {
        heldBack.getOrDefault(subject, new CountDownLatch(0)).countDown();
    }

    /** Waits until a mail with this subject is here, answered or not. */
    void awaitComing(String subject) {
        Await.until("mail '" + subject + "' coming to the relay", () -> comeTo.contains(subject));
    }

    /** Waits until {@code count} mails with this subject have come. */
    List<Arrival> await(int count, String subject) {
        Await.until(
                count + " mails '" + subject + "' at the relay",
                () -> with(subject).size() >= count);
        return with(subject);
    }

    /** Those that have come with this subject. */
    List<Arrival> with(String subject) {
        return arrivals.stream().filter(mail -> mail.subject().equals(subject)).toList();
    }
}
