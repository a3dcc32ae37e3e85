package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.RetrySchedule;
import io.github.smtpra.protocol.client.Login;
import io.github.smtpra.protocol.client.Phase;
import io.github.smtpra.protocol.client.TlsPolicy;
import io.github.smtpra.protocol.sasl.Channel;
import io.github.smtpra.protocol.sasl.ClientMechanism;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliverySettingsTest {
    private static DeliverySettings from(String... properties) {
        Map<String, String> configured = new HashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            configured.put(properties[i], properties[i + 1]);
        }
        return DeliverySettings.from(Settings.of("", configured, Map.of(), Map.of()));
    }

    // CLI-007
    @Test
    void nothing_set_means_no_relay_and_the_times_of_the_rfc() {
        DeliverySettings settings = from();

        assertThat(settings.relay()).isEmpty();
        assertThat(settings.hostName()).isNotBlank();
        assertThat(settings.schedule()).isEqualTo(RetrySchedule.STANDARD);
        assertThat(settings.sessions().max()).isEqualTo(4);
        assertThat(settings.timeouts().reply(Phase.FINAL_DOT)).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.timeouts().reply(Phase.GREETING)).isEqualTo(Duration.ofMinutes(5));
    }

    // CLI-007
    @Test
    void the_time_for_each_reply_can_be_set() {
        Timeouts set = from(
                        "connectTimeout",
                        "1s",
                        "peerHandshakeTimeout",
                        "2s",
                        "peerBlockTimeout",
                        "3s",
                        "peerGreetingTimeout",
                        "4s",
                        "peerCommandTimeout",
                        "5s",
                        "peerMailTimeout",
                        "6s",
                        "peerRecipientTimeout",
                        "7s",
                        "peerDataTimeout",
                        "8s",
                        "peerFinalDotTimeout",
                        "9s",
                        "peerQuitTimeout",
                        "10s")
                .timeouts();

        assertThat(List.of(set.connect(), set.handshake(), set.block()))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 3L);
        assertThat(Arrays.stream(Phase.values()).map(set::reply))
                .extracting(Duration::toSeconds)
                .containsExactly(4L, 5L, 5L, 5L, 5L, 6L, 7L, 8L, 5L, 9L, 10L);
    }

    // CLI-007
    @Test
    void without_a_word_the_times_are_those_of_the_rfc() {
        Timeouts times = from().timeouts();

        assertThat(times.block()).isEqualTo(Duration.ofMinutes(3));
        assertThat(times.reply(Phase.MAIL)).isEqualTo(Duration.ofMinutes(5));
        assertThat(times.reply(Phase.RECIPIENT)).isEqualTo(Duration.ofMinutes(5));
        assertThat(times.reply(Phase.DATA)).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void a_host_alone_makes_a_relay() {
        Relay relay = from("relayHost", "mx.example").relay().orElseThrow();

        assertThat(relay).hasToString("mx.example:25");
        assertThat(relay.session().tls()).isEqualTo(TlsPolicy.IF_OFFERED);
        assertThat(relay.session().login()).isEmpty();
    }

    @Test
    void credentials_make_tls_required() {
        Relay relay = from("relayHost", "mx.example", "relayUser", "u", "relayPassword", "p")
                .relay()
                .orElseThrow();

        assertThat(relay.session().tls()).isEqualTo(TlsPolicy.REQUIRED);
        assertThat(chosen(relay, "PLAIN")).isEmpty();
    }

    @Test
    void credentials_in_the_clear_are_to_be_asked_for() {
        Relay relay = from(
                        "relayHost",
                        "::1",
                        "relayTls",
                        "off",
                        "relayUser",
                        "u",
                        "relayPassword",
                        "p",
                        "relayPasswordInTheClear",
                        "true")
                .relay()
                .orElseThrow();

        assertThat(relay).hasToString("[::1]:25");
        assertThat(chosen(relay, "PLAIN")).contains("PLAIN");
    }

    /** What is used of {@code offered} without TLS. */
    private static Optional<String> chosen(Relay relay, String... offered) {
        Login login = relay.session().login().orElseThrow();
        return login.mechanisms()
                .strongest(login.credentials(), Set.of(offered), Channel.CLEAR)
                .map(ClientMechanism::name);
    }

    // CLI-068
    @Test
    void mechanisms_can_be_named_and_else_are_the_safe_ones() {
        Relay named = from(
                        "relayHost",
                        "mx.example",
                        "relayUser",
                        "u",
                        "relayPassword",
                        "p",
                        "relayMechanisms",
                        "cram-md5")
                .relay()
                .orElseThrow();
        Relay unnamed = from("relayHost", "mx.example", "relayUser", "u", "relayPassword", "p")
                .relay()
                .orElseThrow();

        assertThat(chosen(named, "CRAM-MD5", "SCRAM-SHA-256")).contains("CRAM-MD5");
        assertThat(chosen(unnamed, "CRAM-MD5")).isEmpty();
        assertThat(chosen(unnamed, "CRAM-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256")).contains("SCRAM-SHA-256");
    }

    @Test
    void a_token_is_credentials_as_well() {
        DeliverySettings settings = from("relayHost", "mx.example", "relayUser", "u", "relayToken", "hush");
        Login login = settings.relay().orElseThrow().session().login().orElseThrow();

        assertThat(settings.toString()).doesNotContain("hush");
        assertThat(login.mechanisms()
                        .strongest(login.credentials(), Set.of("PLAIN", "XOAUTH2", "OAUTHBEARER"), Channel.ENCRYPTED)
                        .map(ClientMechanism::name))
                .contains("OAUTHBEARER");
    }

    @Test
    void no_password_is_shown() {
        DeliverySettings settings = from("relayHost", "mx.example", "relayUser", "u", "relayPassword", "hush");

        assertThat(settings.toString()).contains("mx.example").doesNotContain("hush");
    }

    @Test
    void the_schedule_is_read() {
        RetrySchedule schedule = from("retryFirst", "10s", "retryLongest", "20m", "giveUpAfter", "1d")
                .schedule();

        assertThat(schedule.first()).isEqualTo(Duration.ofSeconds(10));
        assertThat(schedule.longest()).isEqualTo(Duration.ofMinutes(20));
        assertThat(schedule.giveUpAfter()).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @CsvSource({
        "hostName, a b, hostName",
        "hostName, [1.2.3], hostName",
        "relayHost, mx.example:25, relayHost",
        "relayHost, [192.0.2.1], relayHost",
        "relayPort, 0, relayPort",
        "relayPort, 65536, relayPort",
        "relayTls, maybe, relayTls",
        "relayUser, u, relayPassword",
        "relayToken, hush hush, relayToken",
        "relayMechanisms, SCRAM-MD5, relayMechanisms",
        "relayProtocol, uucp, relayProtocol",
        "relayPassword, hush, relayUser",
        "relayCertificates, /nowhere/x.pem, relayCertificates",
        "relayTrustStore, /nowhere/x.p12, relayTrustStore",
        "relaySessions, 0, relaySessions",
        "retryFirst, 0, retryFirst",
        "retryLongest, 1s, retryLongest",
        "giveUpAfter, 31d, giveUpAfter",
        "connectTimeout, 1ms, connectTimeout",
        "peerDataTimeout, 1ms, peerDataTimeout",
        "peerFinalDotTimeout, 2h, peerFinalDotTimeout",
        "relayKeyStore, /nowhere/own.p12, relayKeyStore",
        "routes, *=smtp:nobody@mx.example, routes"
    })
    void a_bad_value_is_named(String property, String value, String named) {
        String relay = property.equals("relayHost") ? "unused" : "relayHost";

        assertThatThrownBy(() -> from(relay, "mx.example", property, value))
                .isInstanceOfSatisfying(InvalidSettingException.class, e -> assertThat(e.property())
                        .isEqualTo(named))
                .hasMessageNotContaining("hush");
    }

    // CLI-068
    @Test
    void a_password_without_tls_is_refused() {
        assertThatThrownBy(() ->
                        from("relayHost", "mx.example", "relayTls", "off", "relayUser", "u", "relayPassword", "hush"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("relayTls")
                .hasMessageNotContaining("hush");
    }
}
