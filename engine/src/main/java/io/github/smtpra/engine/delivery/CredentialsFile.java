package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A file of credentials, in the form of Java's properties, in UTF-8. Immutable; shows no secret.
 *
 * <pre>{@code
 * office.user = ann
 * office.password = pencil
 * partner.keyStore = /etc/smtp-ra/partner.p12
 * partner.keyStorePassword = changeit
 * }</pre>
 */
final class CredentialsFile {
    private static final String PROPERTY = "credentialsFile";

    private final String file;
    private final Map<String, String> entries;

    private CredentialsFile(String file, Map<String, String> entries) {
        this.file = file;
        this.entries = Map.copyOf(entries);
    }

    /**
     * Reads it.
     *
     * @throws InvalidSettingException if it can not be read, or says what nobody asks for
     */
    static CredentialsFile read(String file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            InvalidSettingException bad = new InvalidSettingException(PROPERTY, file, "a readable file of credentials");
            bad.initCause(e);
            throw bad;
        }
        Map<String, String> entries = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> entries.put(checked(file, key), properties.getProperty(key)));
        return new CredentialsFile(file, entries);
    }

    /** A word that is misspelt would leave the credentials incomplete, or TLS without our certificate. */
    private static String checked(String file, String key) {
        int dot = key.indexOf('.');
        if (dot < 1 || !AccountSettings.WORDS.contains(key.substring(dot + 1))) {
            throw new InvalidSettingException(
                    PROPERTY,
                    file,
                    "names with one of " + AccountSettings.WORDS + " each, as in office.user; not " + key);
        }
        return key.substring(0, dot).toLowerCase(Locale.ROOT) + key.substring(dot);
    }

    /**
     * The account called {@code name}, in lower case; empty if there is none.
     *
     * @throws InvalidSettingException if it can not be used
     */
    Optional<Account> account(String name) {
        if (entries.keySet().stream().noneMatch(key -> key.startsWith(name + "."))) {
            return Optional.empty();
        }
        Settings settings = Settings.of("", entries, Map.of(), Map.of());
        try {
            return Optional.of(new AccountSettings(settings, word -> name + "." + word).account());
        } catch (InvalidSettingException e) {
            InvalidSettingException bad =
                    new InvalidSettingException(PROPERTY, file, "entries in order; " + e.getMessage());
            bad.initCause(e);
            throw bad;
        }
    }
}
