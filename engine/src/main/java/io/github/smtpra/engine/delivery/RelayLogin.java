package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.protocol.client.Login;
import io.github.smtpra.protocol.sasl.ClientMechanisms;
import io.github.smtpra.protocol.sasl.Credentials;
import io.github.smtpra.protocol.sasl.Mechanism;
import io.github.smtpra.protocol.sasl.Secret;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who we authenticate as to a relay: {@code relayUser} with {@code relayPassword} or {@code relayToken}, and
 * {@code relayMechanisms}.
 */
final class RelayLogin {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_OCTETS = 24;

    private final Settings settings;

    RelayLogin(Settings settings) {
        this.settings = settings;
    }

    /**
     * The login; empty if there are no credentials.
     *
     * @throws InvalidSettingException for credentials that are not complete, or can not be sent
     */
    Optional<Login> login() {
        Optional<Credentials> credentials = credentials();
        Mechanism.ClearText clearText = settings.flag("relayPasswordInTheClear", false)
                ? Mechanism.ClearText.ALLOWED
                : Mechanism.ClearText.FORBIDDEN;
        ClientMechanisms mechanisms = new ClientMechanisms(mechanisms(), clearText, RelayLogin::nonce);
        return credentials.map(who -> new Login(who, mechanisms));
    }

    private Optional<Credentials> credentials() {
        Optional<String> token = settings.text("relayToken");
        Optional<String> password = settings.text("relayPassword");
        if (token.isPresent() && password.isPresent()) {
            throw new InvalidSettingException("relayToken", "(not shown)", "nothing, where relayPassword is set");
        }
        return token.isPresent() ? token.map(this::token) : password(password);
    }

    private Credentials token(String token) {
        try {
            return new Credentials.Token(settings.text("relayUser", ""), new Secret(token));
        } catch (IllegalArgumentException e) {
            throw bad(
                    "relayToken",
                    "(not shown)",
                    "a bearer token (RFC 6750 §2.1), with a relayUser that can be sent",
                    e);
        }
    }

    private Optional<Credentials> password(Optional<String> password) {
        Optional<String> user = settings.text("relayUser");
        if (user.isPresent() != password.isPresent()) {
            String missing = user.isPresent() ? "relayPassword" : "relayUser";
            throw new InvalidSettingException(missing, "", "a value, where the other half of the credentials has one");
        }
        return user.map(name -> password(name, password.orElseThrow()));
    }

    private static Credentials password(String user, String password) {
        try {
            return new Credentials.Password(user, new Secret(password));
        } catch (IllegalArgumentException e) {
            throw bad("relayUser", user, "name and password that SASL can carry: " + e.getMessage(), e);
        }
    }

    private Set<Mechanism> mechanisms() {
        return settings.text("relayMechanisms").map(RelayLogin::mechanisms).orElse(ClientMechanisms.DEFAULT);
    }

    private static Set<Mechanism> mechanisms(String names) {
        EnumSet<Mechanism> mechanisms = EnumSet.noneOf(Mechanism.class);
        for (String name : names.strip().split("[\\s,]+", -1)) {
            mechanisms.add(Mechanism.named(name)
                    .orElseThrow(() -> new InvalidSettingException("relayMechanisms", names, "some of " + known())));
        }
        return mechanisms;
    }

    private static String known() {
        return Arrays.stream(Mechanism.values()).map(Mechanism::wireName).collect(Collectors.joining(", "));
    }

    private static String nonce() {
        byte[] octets = new byte[NONCE_OCTETS];
        RANDOM.nextBytes(octets);
        return Base64.getEncoder().encodeToString(octets);
    }

    private static InvalidSettingException bad(String property, String value, String allowed, Exception cause) {
        InvalidSettingException bad = new InvalidSettingException(property, value, allowed);
        bad.initCause(cause);
        return bad;
    }
}
