package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.engine.delivery.InMemoryOutbox.Recorded;
import io.github.smtpra.engine.dns.ZoneServer;
import io.github.smtpra.engine.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts of the routes that get credentials, from the file to the wire. */
class CredentialsFileTest extends DeliveryFixture {
    private static final String BYE = "C: QUIT\nS: 221 bye\n";
    private static final String HELLO_WITH_AUTH = """
            S: 220 relay.example
            C: EHLO client.example
            S: 250-relay.example
            S: 250-PIPELINING
            S: 250 AUTH PLAIN
            """;

    private final ZoneServer zones;

    @TempDir
    private Path directory = Path.of("");

    CredentialsFileTest() throws IOException {
        zones = new ZoneServer();
    }

    @AfterEach
    void close() throws IOException {
        closeServiceIfStarted();
        zones.close();
    }

    private String file(String... lines) throws IOException {
        return Files.write(directory.resolve("credentials"), List.of(lines)).toString();
    }

    private DeliverySettings read(String routes, String file) {
        return TestSettings.read(zones, List.of("routes", routes, "credentialsFile", file));
    }

    private static ScriptedPeer peer(String authentication) throws IOException {
        return new ScriptedPeer(HELLO_WITH_AUTH + authentication + MAIL + ACCEPTED + BYE);
    }

    // CLI-068
    @Test
    void each_host_gets_its_own() throws Exception {
        try (ScriptedPeer one = peer("C: AUTH PLAIN AHUAcA==\nS: 235 ok\n");
                ScriptedPeer two = peer("C: AUTH PLAIN AHYAcQ==\nS: 235 ok\n");
                ScriptedPeer nobody = peer("")) {
            String routes = "one.test=smtp:office@127.0.0.1:" + one.port() + "/off;"
                    + "two.test=smtp:other@127.0.0.1:" + two.port() + "/off;"
                    + "*=smtp:127.0.0.1:" + nobody.port();
            String file = file(
                    "# comment",
                    "Office.user = u",
                    "Office.password = p",
                    "Office.passwordInTheClear = true",
                    "other.user = v",
                    "other.password = q",
                    "other.passwordInTheClear = true");
            start(read(routes, file));
            outbox.send("", "1", "b@one.test");
            Recorded first = outbox.awaitRecorded();
            outbox.send("", "2", "b@two.test");
            Recorded second = outbox.awaitRecorded();
            outbox.send("", "3", "b@three.test");
            Recorded third = outbox.awaitRecorded();

            assertThat(first.words()).containsExactly("b@one.test Delivered");
            assertThat(second.words()).containsExactly("b@two.test Delivered");
            assertThat(third.words()).containsExactly("b@three.test Delivered");
        }
    }

    // CLI-068
    @Test
    void under_tls_a_certificate_of_our_own_is_shown() throws Exception {
        TestCertificate own = TestCertificate.forMailbox("us@client.example");
        TestCertificate theirs = TestCertificate.forAddress("127.0.0.1");
        String script = "tls asks\n" + HELLO_WITH_AUTH.replace("PLAIN", "EXTERNAL") + "C: AUTH EXTERNAL =\nS: 235 ok\n"
                + MAIL + ACCEPTED + BYE;
        try (ScriptedPeer peer = new ScriptedPeer(script).withTls(theirs.contextTrusting(own))) {
            Path keys = own.writeKeyStoreTo(directory.resolve("own.p12"), "changeit");
            Path trusted = theirs.writeTo(directory.resolve("theirs.pem"));
            String file = file("office.keyStore=" + keys, "office.keyStorePassword=changeit");
            String routes = "*=smtps:office@127.0.0.1:" + peer.port();
            start(TestSettings.read(
                    zones,
                    List.of("routes", routes, "credentialsFile", file, "relayCertificates", trusted.toString())));
            outbox.send("", "x", "b@y.test");

            assertThat(outbox.awaitRecorded().words()).containsExactly("b@y.test Delivered");
        }
    }

    // CLI-068
    @ParameterizedTest
    @CsvSource({
        "office.user=u, property office.password is",
        "office.usr=u, not office.usr",
        "password=hush, not password",
        "other.user=u, property routes is",
        "office.keyStore=/nowhere, property office.keyStore is",
        "office.token=hush hush, property office.token is"
    })
    void what_can_not_be_used_is_named(String line, String words) throws IOException {
        String file = file(line);

        assertThatThrownBy(() -> read("*=smtp:office@mx.example", file))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("hush");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> read("*=smtp:office@mx.example", "/nowhere/credentials"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("property credentialsFile is '/nowhere/credentials'");
    }

    // CLI-068
    @Test
    void a_password_without_tls_is_to_be_asked_for() throws IOException {
        String file = file("office.user=u", "office.password=hush");

        assertThatThrownBy(() -> read("*=smtp:office@mx.example/off", file))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("mx.example/off")
                .hasMessageNotContaining("hush");
    }
}
