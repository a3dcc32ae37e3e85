package io.github.smtpra.engine.authentication;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.protocol.sasl.Mechanism;
import io.github.smtpra.protocol.sasl.Mechanism.ClearText;
import io.github.smtpra.protocol.sasl.Question;
import io.github.smtpra.protocol.server.AuthenticationRules.Need;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of AUTH for one listener.
 *
 * @param sources who knows the users
 * @param mechanisms those that are switched on; which are offered depends on who can answer
 * @param clearText whether passwords and tokens may come without TLS
 * @param need whether mail is taken from strangers
 * @param limits what failures cost
 */
public record AuthenticationSettings(
        UserSources sources, Set<Mechanism> mechanisms, ClearText clearText, Need need, Limits limits) {
    /** Copies the set. */
    public AuthenticationSettings {
        mechanisms = Set.copyOf(mechanisms);
    }

    /**
     * What failures cost.
     *
     * @param failuresPerSession before it is ended
     * @param failureDelay from a client's last word to the reply that it has failed
     * @param failuresPerClient from one network in a window; 0: no limit
     * @param failuresPerUser under one name in a window; 0: no limit
     * @param window the time that these two are counted in
     */
    public record Limits(
            int failuresPerSession,
            Duration failureDelay,
            int failuresPerClient,
            int failuresPerUser,
            Duration window) {}

    /**
     * Reads the settings.
     *
     * @throws InvalidSettingException if one of them can not be used
     */
    public static AuthenticationSettings from(Settings settings) {
        UserSources sources = UserSources.from(settings);
        boolean clear = settings.flag("passwordsInTheClear", false);
        boolean required = settings.flag("authenticationRequired", false);
        if (required && !sources.isAnybodyKnown()) {
            throw new InvalidSettingException(
                    "authenticationRequired", "true", "false where nobody is known; see authentication, tokenKeys");
        }
        return new AuthenticationSettings(
                sources,
                mechanisms(settings, sources),
                clear ? ClearText.ALLOWED : ClearText.FORBIDDEN,
                required ? Need.REQUIRED : Need.OPTIONAL,
                limits(settings));
    }

    private static Limits limits(Settings settings) {
        return new Limits(
                settings.integer("maxLoginFailures", 5, 1, 100),
                settings.duration("loginFailureDelay", Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(30)),
                settings.integer("maxLoginFailuresPerClient", 50, 0, 1_000_000),
                settings.integer("maxLoginFailuresPerUser", 200, 0, 1_000_000),
                settings.duration(
                        "loginFailureWindow", Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofDays(1)));
    }

    /** All that can be answered, but CRAM-MD5, which needs the passwords themselves (RFC 2195). */
    private static Set<Mechanism> mechanisms(Settings settings, UserSources sources) {
        List<String> names = settings.list("mechanisms");
        Set<Mechanism> chosen = EnumSet.noneOf(Mechanism.class);
        if (names.isEmpty()) {
            chosen.addAll(EnumSet.complementOf(EnumSet.of(Mechanism.CRAM_MD5)));
            return chosen;
        }
        for (String name : names) {
            Mechanism mechanism = Mechanism.named(name).orElseThrow(() -> notOne(name));
            if (!sources.mayAnswer(mechanism.asks())) {
                throw new InvalidSettingException("mechanisms", name, needed(mechanism.asks()));
            }
            chosen.add(mechanism);
        }
        return chosen;
    }

    private static InvalidSettingException notOne(String name) {
        return new InvalidSettingException(
                "mechanisms",
                name,
                Stream.of(Mechanism.values()).map(Mechanism::wireName).collect(Collectors.joining(", ")));
    }

    private static String needed(Question.Kind kind) {
        return switch (kind) {
            case TOKEN -> "this one only with tokenKeys";
            case CERTIFICATE -> "this one only with clientTrustStore or clientCertificates";
            case DIGEST -> "this one only with authentication=file";
            default -> "this one only with authentication=file or authentication=container";
        };
    }

    /** The values by property, to be compared and shown; the name of a password ends in {@code Password}. */
    public Map<String, Object> byProperty() {
        Map<String, Object> values = new LinkedHashMap<>(sources.byProperty());
        values.put("mechanisms", mechanisms);
        values.put("passwordsInTheClear", clearText);
        values.put("authenticationRequired", need);
        values.put("maxLoginFailures", limits.failuresPerSession());
        values.put("loginFailureDelay", limits.failureDelay());
        values.put("maxLoginFailuresPerClient", limits.failuresPerClient());
        values.put("maxLoginFailuresPerUser", limits.failuresPerUser());
        values.put("loginFailureWindow", limits.window());
        return values;
    }

    /** Whether passwords may stand in the file of users: CRAM-MD5 needs them. */
    Users.PlainText plainText() {
        return mechanisms.contains(Mechanism.CRAM_MD5) ? Users.PlainText.TAKEN : Users.PlainText.REFUSED;
    }
}
