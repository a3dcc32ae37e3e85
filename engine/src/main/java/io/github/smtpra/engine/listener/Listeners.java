package io.github.smtpra.engine.listener;

import io.github.smtpra.engine.authentication.AuthenticationSettings;
import io.github.smtpra.engine.authentication.Authenticator;
import io.github.smtpra.engine.authentication.Authenticators;
import io.github.smtpra.engine.authentication.Logins;
import io.github.smtpra.engine.authentication.Pause;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.protocol.data.SubmittedHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All listeners of an adapter, by address and port. The first subscription that names an address opens its listener,
 * the last one that leaves closes it. Attaching and detaching are rare and follow one another; mail never waits for
 * them.
 */
public final class Listeners implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");

    /** A listener and those who share it. */
    private record Shared(ListenerSettings settings, SmtpListener listener, Subscriptions subscriptions) {}

    private final Path spoolDirectory;
    private final Surroundings surroundings;
    private final SenderReport.Reporter reporter;
    private final Map<String, Shared> byAddress = new HashMap<>();

    /** Who has gone, by address and name: a listener that is opened again goes on to say "later" for them. */
    private final Map<String, Map<String, RecipientPatterns>> goneByAddress = new HashMap<>();

    /**
     * What a listener may ask beyond its own settings.
     *
     * @param queueRunner who starts runs of what waits to be sent; without one ETRN is not served (RFC 1985)
     * @param senderDomains which domains send no mail
     */
    public record Surroundings(Optional<QueueRunner> queueRunner, SenderDomains senderDomains) {
        /** Nothing. */
        public static final Surroundings NONE = new Surroundings(Optional.empty(), SenderDomains.UNKNOWN);
    }

    /**
     * No listeners yet.
     *
     * @param spoolDirectory where large content waits while its bean works; made when needed
     * @param reporter who tells senders what SMTP has no reply for
     */
    public Listeners(Path spoolDirectory, SenderReport.Reporter reporter) {
        this(spoolDirectory, reporter, Surroundings.NONE);
    }

    /**
     * The same with somebody to ask.
     *
     * @param surroundings whom
     */
    public Listeners(Path spoolDirectory, SenderReport.Reporter reporter, Surroundings surroundings) {
        this.spoolDirectory = spoolDirectory;
        this.surroundings = surroundings;
        this.reporter = reporter;
        ContentSpool.sweep(spoolDirectory);
    }

    /**
     * Opens the listener that {@code settings} name, or joins it, and lets {@code subscription} have its mail.
     *
     * @return the port, which is another than that of the settings if that is 0
     * @throws InvalidSettingException if another subscription has the same address and other settings
     * @throws IOException if the address can not be bound
     */
    public int attach(ListenerSettings settings, Subscription subscription) throws IOException {
        return attach(settings, subscription, Authenticator.nobody());
    }

    /**
     * The same for a listener that may ask the server around us who its users are.
     *
     * @param container who answers for the server; that of the subscription that opens the listener counts
     */
    public synchronized int attach(ListenerSettings settings, Subscription subscription, Authenticator container)
            throws IOException {
        Shared shared = byAddress.get(settings.where());
        if (shared == null) {
            shared = open(settings, subscription, container);
            byAddress.put(settings.where(), shared);
        } else if (!shared.settings().equals(settings)) {
            throw disagreement(shared.settings(), settings);
        } else {
            shared.subscriptions().add(subscription);
        }
        LOG.log(
                System.Logger.Level.INFO,
                "SMTPRA010 " + subscription.name() + " gets mail for " + subscription.recipients() + " on "
                        + settings.address() + ":" + shared.listener().port());
        return shared.listener().port();
    }

    private static InvalidSettingException disagreement(ListenerSettings shared, ListenerSettings own) {
        List<String> differing = own.differences(shared);
        String first = differing.get(0);
        return new InvalidSettingException(
                first,
                own.shown(first),
                shared.shown(first) + ", which the other activations on " + own.where()
                        + " have; they share one listener and differ in " + differing);
    }

    /** The subscription comes first: a client that is quick must not hear that its recipients are unknown. */
    private Shared open(ListenerSettings settings, Subscription first, Authenticator container) throws IOException {
        Subscriptions subscriptions = new Subscriptions(
                settings,
                reporter,
                goneByAddress.computeIfAbsent(settings.where(), where -> new ConcurrentHashMap<>()));
        subscriptions.add(first);
        return new Shared(
                settings,
                SmtpListener.open(
                        settings,
                        new SmtpListener.Behind(
                                genuine(subscriptions, settings),
                                () -> new ContentSpool(spoolDirectory, header(settings)),
                                logins(settings, container),
                                surroundings.queueRunner())),
                subscriptions);
    }

    /** What comes by LMTP has been taken by a server of our own: to ask again would be too late. */
    private MailHandler genuine(Subscriptions subscriptions, ListenerSettings settings) {
        return settings.protocol() == ListenerSettings.Protocol.LMTP
                ? subscriptions
                : new GenuineSenders(subscriptions, surroundings.senderDomains());
    }

    /** RFC 6409 §8: what users hand in is looked through; the mail of other servers is not. */
    private static Optional<SubmittedHeader> header(ListenerSettings settings) {
        return settings.protocol() == ListenerSettings.Protocol.SUBMISSION
                ? Optional.of(new SubmittedHeader())
                : Optional.empty();
    }

    /** What is to be kept over restarts lies beside the spool. */
    private Logins logins(ListenerSettings settings, Authenticator container) {
        Path directory = Optional.ofNullable(spoolDirectory.getParent()).orElse(spoolDirectory);
        Clock clock = Clock.systemUTC();
        AuthenticationSettings own = settings.authentication();
        return new Logins(own, Authenticators.of(own, container, directory, clock), clock, Pause.real());
    }

    /**
     * Ends a subscription: nothing is delivered to it after this has returned. What is in flight ends first, up to
     * {@code time}; if it was the last one of its listener, the port is closed.
     */
    public void detach(ListenerSettings settings, Subscription subscription, Duration time) {
        boolean ended = subscription.close(time);
        if (!ended) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "SMTPRA011 A delivery to " + subscription.name() + " is still running after " + time);
        }
        Shared toClose = remove(settings, subscription);
        if (toClose != null) {
            toClose.listener().close();
            LOG.log(System.Logger.Level.INFO, "SMTPRA012 Closed " + settings.where());
        }
    }

    private synchronized @Nullable Shared remove(ListenerSettings settings, Subscription subscription) {
        Shared shared = byAddress.get(settings.where());
        if (shared == null) {
            return null;
        }
        shared.subscriptions().remove(subscription);
        return shared.subscriptions().isEmpty() ? byAddress.remove(settings.where()) : null;
    }

    /** Closes all listeners at once. */
    @Override
    public void close() {
        List<Shared> all;
        synchronized (this) {
            all = List.copyOf(byAddress.values());
            byAddress.clear();
        }
        all.forEach(shared -> shared.listener().close());
    }
}
