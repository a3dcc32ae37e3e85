package io.github.smtpra.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and certificates in the forms in which operators have them. */
class KeyFilesTest {
    private static final String PASSWORD = "open sesame";

    @TempDir
    Path directory;

    /** A file that OpenSSL wrote: those with "ec" belong to one key, those with "rsa" to another. */
    private static Path file(String name) {
        try {
            return Path.of(KeyFilesTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(Path file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static ServerTls with(Object... namesAndValues) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
        }
        return ServerTls.with(ServerKeys.from(Settings.of("", properties, Map.of(), Map.of())), "mx.example");
    }

    private static ServerTls with(Path certificate, Path key, String password) {
        return with("certificateFile", certificate, "privateKeyFile", key, "privateKeyPassword", password);
    }

    private static void assertNames(String property, ThrowingCallable loading) {
        assertThatThrownBy(loading)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("property " + property + " is ")
                .hasMessageNotContaining("wrong one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ec-pkcs8",
                "ec-pkcs8-encrypted",
                "ec-traditional",
                "ec-traditional-encrypted",
                "rsa-pkcs1",
                "rsa-pkcs1-encrypted"
            })
    void a_key_in_a_pem_file(String name) throws Exception {
        Path certificate = file(name.startsWith("ec") ? "ec-certificate.pem" : "rsa-certificate.pem");

        ServerTls tls = with(certificate, file(name + ".pem"), PASSWORD);

        assertThat(Handshake.certificateOf(tls)).isEqualTo(certificate(certificate));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec-pkcs8-encrypted.pem", "ec-traditional-encrypted.pem", "rsa-pkcs1-encrypted.pem"})
    void a_wrong_password_of_a_key_is_named(String name) {
        assertNames("privateKeyPassword", () -> with(file("ec-certificate.pem"), file(name), "wrong one"));
        assertNames("privateKeyPassword", () -> with(file("ec-certificate.pem"), file(name), ""));
    }

    @Test
    void a_key_and_its_certificate_in_one_file() throws Exception {
        Path both = directory.resolve("both.pem");
        Files.writeString(
                both, Files.readString(file("rsa-pkcs1.pem")) + Files.readString(file("rsa-certificate.pem")));

        assertThat(Handshake.certificateOf(with(both, both, ""))).isEqualTo(certificate(file("rsa-certificate.pem")));
    }

    @Test
    void a_certificate_with_its_chain() throws Exception {
        Path chain = directory.resolve("chain.pem");
        Files.writeString(
                chain, Files.readString(file("ec-signed-by-rsa.pem")) + Files.readString(file("rsa-certificate.pem")));

        assertThat(Handshake.certificateOf(with(chain, file("ec-pkcs8.pem"), "")))
                .isEqualTo(certificate(file("ec-signed-by-rsa.pem")));
    }

    @Test
    void a_key_store() throws Exception {
        SelfSigned made = SelfSigned.forHost("mx.example");
        for (String type : new String[] {"PKCS12", "JKS"}) {
            Path store = directory.resolve("keys." + type);
            KeyStore keys = KeyStore.getInstance(type);
            keys.load(null, null);
            keys.setKeyEntry("any", made.key(), PASSWORD.toCharArray(), new Certificate[] {made.certificate()});
            save(keys, store);

            assertThat(Handshake.certificateOf(with("keyStore", store, "keyStorePassword", PASSWORD)))
                    .isEqualTo(made.certificate());
            assertNames("keyStorePassword", () -> with("keyStore", store, "keyStorePassword", "wrong one"));
        }
    }

    private static void save(KeyStore keys, Path file) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            keys.store(out, PASSWORD.toCharArray());
        }
    }

    @Test
    void a_key_store_without_a_private_key_is_named() throws Exception {
        Path store = directory.resolve("trust.p12");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setCertificateEntry("any", certificate(file("ec-certificate.pem")));
        save(keys, store);

        assertNames("keyStore", () -> with("keyStore", store, "keyStorePassword", PASSWORD));
    }

    @Test
    void a_key_of_another_certificate_is_named() {
        assertNames("privateKeyFile", () -> with(file("rsa-certificate.pem"), file("ec-pkcs8.pem"), ""));
        assertNames("privateKeyFile", () -> with(file("ec-certificate.pem"), file("rsa-pkcs1.pem"), ""));
    }

    @Test
    void a_file_without_what_is_looked_for_is_named() {
        assertNames("privateKeyFile", () -> with(file("ec-certificate.pem"), file("ec-certificate.pem"), ""));
        assertNames("certificateFile", () -> with(file("ec-pkcs8.pem"), file("ec-pkcs8.pem"), ""));
    }

    @Test
    void files_that_are_missing_or_do_not_fit_together_are_named() {
        assertNames("keyStore", () -> with("keyStore", directory.resolve("none.p12")));
        Path certificate = file("ec-certificate.pem");
        assertNames("privateKeyFile", () -> with("certificateFile", certificate));
        assertNames(
                "keyStore",
                () -> with("keyStore", certificate, "certificateFile", certificate, "privateKeyFile", certificate));
    }

    @Test
    void without_files_a_certificate_is_made() {
        assertThatCode(() -> Handshake.certificateOf(with())).doesNotThrowAnyException();
    }

    @Test
    void a_password_is_not_shown() {
        Settings settings = Settings.of("", Map.of("privateKeyPassword", PASSWORD), Map.of(), Map.of());

        assertThat(ServerKeys.from(settings).toString()).doesNotContain(PASSWORD);
    }
}
