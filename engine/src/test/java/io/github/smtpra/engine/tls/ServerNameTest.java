package io.github.smtpra.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.settings.Settings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key store with a certificate for each of several names. */
class ServerNameTest {
    private static final String PASSWORD = "open sesame";

    @TempDir
    Path directory;

    private ServerTls tls;

    @BeforeEach
    void open() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (String name : new String[] {"one.example", "two.example"}) {
            SelfSigned keys = SelfSigned.forHost(name);
            store.setKeyEntry(name, keys.key(), PASSWORD.toCharArray(), new Certificate[] {keys.certificate()});
        }
        Path file = directory.resolve("keys.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        Map<String, String> properties = Map.of("keyStore", file.toString(), "keyStorePassword", PASSWORD);
        tls = ServerTls.with(ServerKeys.from(Settings.of("", properties, Map.of(), Map.of())), "one.example");
    }

    // RFC 7817, RFC 9525 (SRV-199)
    @ParameterizedTest
    @ValueSource(strings = {"one.example", "two.example"})
    void sni_picks_the_certificate(String name) throws Exception {
        X509Certificate shown = (X509Certificate) Handshake.certificateOf(tls, name);

        assertThat(shown.getSubjectAlternativeNames().iterator().next().get(1)).isEqualTo(name);
    }

    // RFC 7672 §8.1 (SRV-199)
    @Test
    void a_name_that_nobody_knows_does_not_end_the_handshake() throws Exception {
        assertThat(Handshake.certificateOf(tls, "three.example")).isNotNull();
    }
}
