package io.github.smtpra.engine.authentication;

import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.sasl.Mechanism;
import io.github.smtpra.protocol.sasl.Question;
import io.github.smtpra.protocol.sasl.ServerMechanisms;
import io.github.smtpra.protocol.server.AuthenticationRules;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The logins of one listener: puts questions to the authenticator, counts what has failed, and lets clients wait. Lives as
 * long as the listener. Safe for use by many threads; holds no lock.
 */
public final class Logins {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");
    private static final int NONCE_OCTETS = 18;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AuthenticationSettings settings;
    private final Authenticator authenticator;
    private final Pause pause;
    private final FailureCounter byNetwork;
    private final FailureCounter byUser;

    /** The logins of a listener that has {@code settings}. */
    public Logins(AuthenticationSettings settings, Authenticator authenticator, InstantSource clock, Pause pause) {
        this.settings = settings;
        this.authenticator = authenticator;
        this.pause = pause;
        AuthenticationSettings.Limits limits = settings.limits();
        byNetwork = new FailureCounter(limits.failuresPerClient(), limits.window(), clock, RANDOM.nextLong());
        byUser = new FailureCounter(limits.failuresPerUser(), limits.window(), clock, RANDOM.nextLong());
    }

    /** Those of a listener that knows nobody. */
    public static Logins ofNobody(AuthenticationSettings settings) {
        return new Logins(settings, Authenticator.nobody(), InstantSource.system(), Pause.real());
    }

    /** What the protocol has to know: the mechanisms that are switched on and that somebody can answer for. */
    public AuthenticationRules rules(String hostName) {
        Set<Mechanism> served = EnumSet.noneOf(Mechanism.class);
        settings.mechanisms().stream()
                .filter(one -> authenticator.kinds().contains(one.asks()))
                .forEach(served::add);
        return new AuthenticationRules(
                new ServerMechanisms(served, settings.clearText(), hostName, Logins::nonce),
                settings.need(),
                settings.limits().failuresPerSession());
    }

    /** In the alphabet of URLs: it has neither comma nor angle bracket. */
    private static String nonce() {
        byte[] octets = new byte[NONCE_OCTETS];
        RANDOM.nextBytes(octets);
        return Base64.getUrlEncoder().encodeToString(octets);
    }

    /**
     * The answer to {@code question}. Who has failed too often, as a network or as a user, hears "later" whatever comes
     * (RFC 4954 §9; SRV-228).
     *
     * @param network the network that the client comes from
     */
    public Answer answer(Question question, ClientFacts client, long network) {
        if (byNetwork.isExhausted(network)
                || question.claimedUser()
                        .map(Logins::key)
                        .filter(byUser::isExhausted)
                        .isPresent()) {
            return new Answer.Unavailable();
        }
        try {
            return authenticator.answer(question, client);
        } catch (RuntimeException e) {
            // RFC 4954 §6 (SRV-226): our fault, not the client's. The exception is somebody else's: only its class.
            LOG.log(
                    System.Logger.Level.ERROR,
                    "SMTPRA023 Nobody could say who a client is: "
                            + e.getClass().getName());
            return new Answer.Unavailable();
        }
    }

    /** Notes a failure. */
    public void failed(long network, Optional<String> claimedUser) {
        byNetwork.failed(network);
        claimedUser.ifPresent(user -> byUser.failed(key(user)));
    }

    /**
     * Lets a client wait that has failed.
     *
     * @param spent since it has said its last word: what is wrong must not show in the time that it took to find out
     * @param ended whether there is no use in waiting any more
     */
    public void delay(Duration spent, BooleanSupplier ended) {
        Duration left = settings.limits().failureDelay().minus(spent);
        if (!left.isNegative() && !left.isZero()) {
            pause.await(left, ended);
        }
    }

    private static long key(String user) {
        long key = 0;
        for (int i = 0; i < user.length(); i++) {
            key = 0x100000001b3L * key + user.charAt(i);
        }
        return key;
    }
}
