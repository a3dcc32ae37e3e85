package io.github.smtpra.it.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Objects;

/**
 * A key and a certificate for 127.0.0.1 that it has signed itself, in PEM files.
 *
 * @param key the key
 * @param certificate the certificate
 * @param store both, in a key store with the password {@link #PASSWORD}
 */
record TestKeys(Path key, Path certificate, Path store) {
    static final String PASSWORD = "unimportant";

    /** Makes them, in {@code directory}. */
    static TestKeys make(Path directory) throws Exception {
        Path store = directory.resolve("keys.p12");
        Program.ofJava("keytool")
                .run(
                        "-genkeypair",
                        "-keyalg",
                        "RSA", // GnuTLS does not read an EC key as Java writes it.
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=postfix.example",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-alias",
                        "test",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString());
        return export(store, directory);
    }

    private static TestKeys export(Path store, Path directory) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        byte[] key = Objects.requireNonNull(
                keys.getKey("test", PASSWORD.toCharArray()).getEncoded());
        byte[] certificate = keys.getCertificate("test").getEncoded();
        return new TestKeys(
                pem(directory.resolve("key.pem"), "PRIVATE KEY", key),
                pem(directory.resolve("certificate.pem"), "CERTIFICATE", certificate),
                store);
    }

    private static Path pem(Path file, String label, byte[] octets) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
        return Files.writeString(file, "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }
}
