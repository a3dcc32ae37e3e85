package io.github.smtpra.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and certificates in the forms in which operators have them. */
class KeyFilesTest {
    private static final String PASSWORD = "open sesame";

    @TempDir
    Path directory;

    private SelfSigned made;
    private Path certificate;

    @BeforeEach
    void makeCertificate() throws Exception {
        made = SelfSigned.forHost("mx.example");
        certificate = pem("certificate.pem", new JcaMiscPEMGenerator(made.certificate()));
    }

    private Path pem(String name, PemObjectGenerator... objects) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (PemObjectGenerator object : objects) {
                writer.writeObject(object);
            }
        }
        return Files.writeString(directory.resolve(name), text.toString());
    }

    private static ServerTls with(Object... namesAndValues) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
        }
        return ServerTls.with(ServerKeys.from(Settings.of("", properties, Map.of(), Map.of())), "mx.example");
    }

    private void assertServes(Path key, String password) throws Exception {
        assertThat(Handshake.certificateOf(withKey(key, password))).isEqualTo(made.certificate());
    }

    private static void assertNames(String property, ThrowingCallable loading) {
        assertThatThrownBy(loading)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("property " + property + " is ")
                .hasMessageNotContaining("wrong one");
    }

    @Test
    void a_key_in_pkcs_8() throws Exception {
        assertServes(pem("key.pem", new JcaPKCS8Generator(made.key(), null)), "");
    }

    @ParameterizedTest
    @CsvSource({
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes-256-cbc -pass pass:hush, hush",
        "genpkey -algorithm RSA -aes-128-cbc -pass pass:hush, hush",
        "ecparam -name prime256v1 -genkey, ''",
        "genrsa -traditional 2048, ''",
        "genrsa -traditional -aes128 -passout pass:hush 2048, hush"
    })
    void a_key_as_openssl_writes_it(String command, String password) throws Exception {
        Path key = directory.resolve("openssl.key");
        openssl(command + " -out " + key);
        openssl("req -x509 -key " + key + " -passin pass:" + password + " -subj /CN=mx.example -days 1 -out "
                + certificate);

        assertThat(Handshake.certificateOf(withKey(key, password)).toString()).contains("CN=mx.example");
        if (!password.isEmpty()) {
            assertNames("privateKeyPassword", () -> withKey(key, "wrong one"));
            assertNames("privateKeyPassword", () -> withKey(key, ""));
        }
    }

    private ServerTls withKey(Path key, String password) {
        return with("certificateFile", certificate, "privateKeyFile", key, "privateKeyPassword", password);
    }

    private static void openssl(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        // genrsa wants the bits behind all options.
        List<String> words = new ArrayList<>(List.of(arguments.split(" ")));
        if (words.remove("2048")) {
            words.add("2048");
        }
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
    }

    @Test
    void an_rsa_key_in_pkcs_1_with_its_certificate_in_the_same_file() throws Exception {
        SelfSignedRsa rsa = SelfSignedRsa.make();
        Path both = pem("both.pem", new JcaMiscPEMGenerator(rsa.key()), new JcaMiscPEMGenerator(rsa.certificate()));
        assertThat(Files.readString(both)).contains("BEGIN RSA PRIVATE KEY");

        ServerTls tls = with("certificateFile", both, "privateKeyFile", both);

        assertThat(Handshake.certificateOf(tls)).isEqualTo(rsa.certificate());
    }

    @Test
    void a_key_store() throws Exception {
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
        keys.setCertificateEntry("any", made.certificate());
        save(keys, store);

        assertNames("keyStore", () -> with("keyStore", store, "keyStorePassword", PASSWORD));
    }

    @Test
    void a_key_of_another_certificate_is_named() throws Exception {
        SelfSigned other = SelfSigned.forHost("mx.example");

        assertNames("privateKeyFile", () -> assertServes(pem("key.pem", new JcaPKCS8Generator(other.key(), null)), ""));
    }

    @Test
    void a_file_without_what_is_looked_for_is_named() throws Exception {
        Path key = pem("key.pem", new JcaPKCS8Generator(made.key(), null));

        assertNames("privateKeyFile", () -> with("certificateFile", certificate, "privateKeyFile", certificate));
        assertNames("certificateFile", () -> with("certificateFile", key, "privateKeyFile", key));
    }

    @Test
    void files_that_are_missing_or_do_not_fit_together_are_named() {
        assertNames("keyStore", () -> with("keyStore", directory.resolve("none.p12")));
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
