package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.engine.dns.ZoneServer;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail from domains that say in the DNS that they send none (RFC 7505 §4.2). */
class NullMxSendersTest {
    @TempDir
    Path directory;

    private final ZoneServer zones;

    NullMxSendersTest() throws IOException {
        zones = new ZoneServer();
    }

    @BeforeEach
    void publish() {
        zones.with("null.test. MX 0 .\nreal.test. MX 10 mx.real.test.\nmx.real.test. A 192.0.2.1");
    }

    @AfterEach
    void close() throws IOException {
        zones.close();
    }

    private SenderDomains domains(String choice) {
        Map<String, String> properties = Map.of(
                "nullMxSenders", choice,
                "dnsServers", zones.address(),
                "dnsTimeout", "300ms",
                "reservedDomains", "look-up",
                "hostName", "our.test");
        return SenderDomains.from(Settings.of("", properties, Map.of(), Map.of()));
    }

    private static String rcpt(SmtpClient client, String sender) throws IOException {
        client.ask("RSET");
        assertThat(client.ask("MAIL FROM:<" + sender + ">")).startsWith("250");
        return client.ask("RCPT TO:<desk@example.com>");
    }

    // SRV-328, CLI-042
    @Test
    void are_refused_where_that_is_set() throws IOException {
        try (PostOffice office = PostOffice.withSenderDomains(directory, domains("refuse"))) {
            office.subscribe("desk", "desk@example.com", new Desk());
            try (SmtpClient client = office.client()) {
                client.ask("EHLO client.example");
                assertThat(rcpt(client, "ann@Null.test")).startsWith("550 5.7.27");
                assertThat(rcpt(client, "ann@real.test")).startsWith("250");
                assertThat(rcpt(client, "ann@gone.test")).startsWith("250");
                assertThat(rcpt(client, "ann@[192.0.2.1]")).startsWith("250");
                assertThat(rcpt(client, "")).startsWith("250");
            }
        }
    }

    // SRV-328
    @Test
    void are_heard_where_nothing_is_set_or_the_dns_is_silent() throws IOException {
        zones.silentAbout("silent.test.");
        try (PostOffice office = PostOffice.withSenderDomains(directory, domains("accept"));
                PostOffice other = PostOffice.withSenderDomains(directory.resolve("other"), domains("refuse"))) {
            office.subscribe("desk", "desk@example.com", new Desk());
            other.subscribe("desk", "desk@example.com", new Desk());
            try (SmtpClient client = office.client();
                    SmtpClient second = other.client()) {
                client.ask("EHLO client.example");
                second.ask("EHLO client.example");
                assertThat(rcpt(client, "ann@null.test")).startsWith("250");
                assertThat(rcpt(second, "ann@silent.test")).startsWith("250");
            }
        }
    }

    // SRV-328
    @Test
    void a_server_of_our_own_that_speaks_lmtp_is_not_asked() throws IOException {
        try (PostOffice office =
                PostOffice.withSenderDomains(directory, domains("refuse"), "protocol", "lmtp", "tls", "off")) {
            office.subscribe("desk", "desk@example.com", new Desk());
            try (SmtpClient client = office.client()) {
                client.ask("LHLO client.example");
                assertThat(rcpt(client, "ann@null.test")).startsWith("250");
            }
        }
    }

    @Test
    void an_answer_is_kept_for_some_minutes() {
        AtomicLong minutes = new AtomicLong();
        List<String> asked = new ArrayList<>();
        SenderDomains domains =
                new RememberedDomains(asked::add, () -> Instant.EPOCH.plus(Duration.ofMinutes(minutes.get())));
        domains.isWithoutMail("null.test");
        domains.isWithoutMail("null.test");
        minutes.set(5);

        assertThat(domains.isWithoutMail("null.test")).isTrue();
        assertThat(asked).containsExactly("null.test", "null.test");
    }

    @Test
    void another_word_is_named() {
        assertThatThrownBy(() -> domains("off"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("property nullMxSenders is 'off'; allowed: accept, refuse");
    }
}
