package io.github.smtpra.it.peers;

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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** Our own listener, in this process, with a consumer that keeps everything. */
public final class RecordingServer implements AutoCloseable {
    private static final int MAX_DELIVERIES = 100;

    private final List<ArrivedContent> arrived = new CopyOnWriteArrayList<>();
    private final Listeners listeners;

    private RecordingServer(Listeners listeners) {
        this.listeners = listeners;
    }

    /**
     * Opens a listener on loopback for all mail to {@code *@domain}.
     *
     * @param tls as in the activation property of that name
     */
    public static RecordingServer open(int port, String domain, String tls, Path spool) throws IOException {
        RecordingServer server = new RecordingServer(listeners(spool));
        attach(server.listeners, port, domain, tls, server.new Recorder());
        return server;
    }

    /**
     * Opens a listener on loopback.
     *
     * @param changes activation properties besides the usual ones
     */
    public static RecordingServer open(Map<String, String> changes, Path spool) throws IOException {
        RecordingServer server = new RecordingServer(listeners(spool));
        attach(server.listeners, changes, server.new Recorder());
        return server;
    }

    /** A listener on loopback for all mail to {@code *@domain}, without TLS, that hands it to {@code consumer}. */
    public static Listeners open(int port, String domain, Path spool, MailConsumer consumer) throws IOException {
        Listeners listeners = listeners(spool);
        attach(listeners, port, domain, "off", consumer);
        return listeners;
    }

    /** Listeners that nobody reports for. */
    static Listeners listeners(Path spool) {
        return new Listeners(spool, report -> {
            throw new IOException("nobody reports here");
        });
    }

    static void attach(Listeners listeners, int port, String domain, String tls, MailConsumer consumer)
            throws IOException {
        attach(listeners, Map.of("port", Integer.toString(port), "recipients", "*@" + domain, "tls", tls), consumer);
    }

    private static void attach(Listeners listeners, Map<String, String> changes, MailConsumer consumer)
            throws IOException {
        Map<String, String> properties = new HashMap<>(changes);
        properties.put("hostName", "relay.example");
        properties.put("maxConnectionsPerClient", "1000");
        properties.put("concurrency", "100");
        Settings settings = Settings.of("", properties);
        Semaphore all = new Semaphore(MAX_DELIVERIES);
        SubscriptionSettings own = SubscriptionSettings.from(settings);
        listeners.attach(
                ListenerSettings.from(settings),
                new Subscription("peer-" + properties.get("port"), own, consumer, new ForgetfulLedger(), all));
    }

    /** Every mail that was answered 250, in the order of its coming; one that came twice is there twice. */
    public List<ArrivedContent> arrived() {
        return List.copyOf(arrived);
    }

    /** Those with {@code subject}. */
    public List<ArrivedContent> arrived(String subject) {
        return arrived.stream().filter(mail -> mail.subject().equals(subject)).toList();
    }

    @Override
    public void close() {
        listeners.close();
    }

    private final class Recorder implements MailConsumer {
        @Override
        public Optional<Reply> refusal(RecipientRequest request) {
            return Optional.empty();
        }

        @Override
        public TransactionOutcome deliver(InboundMail mail) {
            try (InputStream content = mail.openContent()) {
                arrived.add(ArrivedContent.of(mail.envelope(), content.readAllBytes()));
                return new TransactionOutcome.Committed();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
