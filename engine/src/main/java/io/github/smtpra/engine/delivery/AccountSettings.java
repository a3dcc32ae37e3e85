package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.engine.tls.ClientKeys;
import io.github.smtpra.protocol.client.Login;
import io.github.smtpra.protocol.sasl.ClientMechanisms;
import io.github.smtpra.protocol.sasl.Credentials;
import io.github.smtpra.protocol.sasl.Mechanism;
import io.github.smtpra.protocol.sasl.Secret;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Reads an {@link Account}: a user with a password or a token, or a key store with our own certificate, and the mechanisms
 * that may be used.
 *
 * @param settings what is set
 * @param names what each of {@link #WORDS} is called there
 */
record AccountSettings(Settings settings, UnaryOperator<String> names) {
    /** What can be said of an account. */
    static final List<String> WORDS =
            List.of("user", "password", "token", "mechanisms", "passwordInTheClear", "keyStore", "keyStorePassword");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_OCTETS = 24;
    private static final String HIDDEN = "(not shown)";

    /** The account of the relay: {@code relayUser}, {@code relayPassword} and so on. */
    static AccountSettings ofRelay(Settings settings) {
        return new AccountSettings(
                settings, word -> "relay" + Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }

    /**
     * The account; {@link Account#NONE} if nothing is said.
     *
     * @throws InvalidSettingException for credentials that are not complete, or can not be used
     */
    Account account() {
        boolean allowed = settings.flag(name("passwordInTheClear"), false);
        Mechanism.ClearText clearText = allowed ? Mechanism.ClearText.ALLOWED : Mechanism.ClearText.FORBIDDEN;
        ClientMechanisms mechanisms = new ClientMechanisms(mechanisms(), clearText, AccountSettings::nonce);
        Optional<ClientKeys> keys = text("keyStore").map(this::keys);
        Optional<Login> login = credentials().map(who -> new Login(who, mechanisms, need(who)));
        return new Account(login, keys, allowed ? Account.ClearText.ALLOWED : Account.ClearText.FORBIDDEN);
    }

    /** Many hosts are content with the certificate in the handshake, and offer no EXTERNAL. */
    private Login.Need need(Credentials credentials) {
        boolean enough = credentials instanceof Credentials.Certificate
                && text("mechanisms").isEmpty();
        return enough ? Login.Need.WHERE_OFFERED : Login.Need.ALWAYS;
    }

    private String name(String word) {
        return names.apply(word);
    }

    private Optional<String> text(String word) {
        return settings.text(name(word));
    }

    private ClientKeys keys(String file) {
        try {
            return ClientKeys.ofStore(Path.of(file), text("keyStorePassword").orElse(""));
        } catch (IOException | GeneralSecurityException | InvalidPathException e) {
            String allowed = "a key store with a private key that " + name("keyStorePassword") + " opens";
            throw bad("keyStore", file, allowed, e);
        }
    }

    private Optional<Credentials> credentials() {
        Optional<String> token = text("token");
        Optional<String> password = text("password");
        if (token.isPresent() && password.isPresent()) {
            throw new InvalidSettingException(name("token"), HIDDEN, "nothing, where " + name("password") + " is set");
        }
        if (token.isPresent()) {
            return token.map(this::token);
        }
        return password.isEmpty() && text("keyStore").isPresent()
                ? Optional.of(new Credentials.Certificate(text("user")))
                : password(password);
    }

    private Credentials token(String token) {
        try {
            return new Credentials.Token(text("user").orElse(""), new Secret(token));
        } catch (IllegalArgumentException e) {
            String allowed = "a bearer token (RFC 6750 §2.1), with a " + name("user") + " that can be sent";
            throw bad("token", HIDDEN, allowed, e);
        }
    }

    private Optional<Credentials> password(Optional<String> password) {
        Optional<String> user = text("user");
        if (user.isPresent() != password.isPresent()) {
            String missing = name(user.isPresent() ? "password" : "user");
            throw new InvalidSettingException(missing, "", "a value, where the other half of the credentials has one");
        }
        return user.map(name -> password(name, password.orElseThrow()));
    }

    private Credentials password(String user, String password) {
        try {
            return new Credentials.Password(user, new Secret(password));
        } catch (IllegalArgumentException e) {
            throw bad("user", user, "name and password that SASL can carry: " + e.getMessage(), e);
        }
    }

    private Set<Mechanism> mechanisms() {
        return text("mechanisms").map(this::mechanisms).orElse(ClientMechanisms.DEFAULT);
    }

    private Set<Mechanism> mechanisms(String list) {
        EnumSet<Mechanism> mechanisms = EnumSet.noneOf(Mechanism.class);
        for (String one : list.strip().split("[\\s,]+", -1)) {
            mechanisms.add(Mechanism.named(one)
                    .orElseThrow(() -> new InvalidSettingException(name("mechanisms"), list, "some of " + known())));
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

    private InvalidSettingException bad(String word, String value, String allowed, Exception cause) {
        InvalidSettingException bad = new InvalidSettingException(name(word), value, allowed);
        bad.initCause(cause);
        return bad;
    }
}
