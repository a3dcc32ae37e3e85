package io.github.smtpra.engine.tls;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a server's key and certificate come from: a key store, two PEM files, or nowhere.
 *
 * @param store a key store's file
 * @param certificate a PEM file with the certificate and its chain
 * @param key a PEM file with the private key
 * @param password of the key store or of the PEM key
 */
public record ServerKeys(
        Optional<Path> store, Optional<Path> certificate, Optional<Path> key, Optional<String> password) {
    /**
     * Reads the properties {@code keyStore}, {@code keyStorePassword}, {@code certificateFile}, {@code privateKeyFile}
     * and {@code privateKeyPassword}.
     *
     * @throws InvalidSettingException if they do not fit together, or name a file that can not be read
     */
    public static ServerKeys from(Settings settings) {
        Optional<Path> store = file(settings, "keyStore");
        Optional<Path> certificate = file(settings, "certificateFile");
        Optional<Path> key = file(settings, "privateKeyFile");
        if (store.isPresent() && certificate.isPresent()) {
            throw new InvalidSettingException(
                    "keyStore", store.get().toString(), "either keyStore, or certificateFile with privateKeyFile");
        }
        if (certificate.isPresent() != key.isPresent()) {
            throw new InvalidSettingException(
                    key.isPresent() ? "certificateFile" : "privateKeyFile",
                    "",
                    "a PEM file; certificateFile and privateKeyFile go together");
        }
        return new ServerKeys(
                store, certificate, key, settings.text(store.isPresent() ? "keyStorePassword" : "privateKeyPassword"));
    }

    private static Optional<Path> file(Settings settings, String name) {
        Optional<Path> file = settings.text(name).map(Path::of);
        file.filter(path -> !Files.isReadable(path)).ifPresent(path -> {
            throw new InvalidSettingException(name, path.toString(), "a file that the server can read");
        });
        return file;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ServerKeys[store=" + store + ", certificate=" + certificate + ", key=" + key + "]";
    }
}
