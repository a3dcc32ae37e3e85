package io.github.smtpra.engine.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * The key and certificate that a client shows to those who ask for one (RFC 8446 §4.4.2). Read once, at construction; shows
 * no password. Safe for use by many threads.
 */
public final class ClientKeys {
    private final KeyManager[] managers;
    private final String description;

    private ClientKeys(KeyManager[] managers, String description) {
        this.managers = managers;
        this.description = description;
    }

    /**
     * Those of a key store, PKCS #12 or JKS.
     *
     * @throws IOException if it can not be read, or the password is wrong
     * @throws GeneralSecurityException if it can not be used, or holds no private key
     */
    public static ClientKeys ofStore(Path file, String password) throws IOException, GeneralSecurityException {
        if (!Files.isReadable(file)) {
            throw new NoSuchFileException(file.toString());
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
        requireKey(store);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password.toCharArray());
        return new ClientKeys(factory.getKeyManagers(), "the key store " + file);
    }

    private static void requireKey(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return;
            }
        }
        throw new GeneralSecurityException("no private key found");
    }

    KeyManager[] managers() {
        return managers.clone();
    }

    @Override
    public String toString() {
        return description;
    }
}
