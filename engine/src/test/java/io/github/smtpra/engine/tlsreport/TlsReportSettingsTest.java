package io.github.smtpra.engine.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.engine.delivery.DeliverySettings;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsReportSettingsTest {
    private static Optional<TlsReportSettings> read(String... namesAndValues) {
        Map<String, String> configured = new HashMap<>(Map.of("hostName", "Mail.x.test", "dataDirectory", "/data"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            configured.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return DeliverySettings.from(Settings.of("", configured, Map.of(), Map.of()))
                .tlsReports();
    }

    // CLI-067
    @Test
    void nothing_is_reported_unless_it_is_asked_for() {
        assertThat(read()).isEmpty();
    }

    // CLI-067
    @Test
    void the_sender_is_enough() {
        TlsReportSettings settings = read("tlsReportSender", "tls@x.test").orElseThrow();

        assertThat(settings.reporter().contact()).hasToString("tls@x.test");
        assertThat(settings.reporter().organization()).isEqualTo("Mail.x.test");
        assertThat(settings.reporter().submitter()).isEqualTo("mail.x.test");
        assertThat(settings.directory()).hasToString("/data/tls-reports");
        assertThat(settings.route()).isEmpty();
    }

    // CLI-067
    @Test
    void all_can_be_said() {
        TlsReportSettings settings = read(
                        "tlsReportSender", "tls@x.test",
                        "tlsReportContact", "postmaster@x.test",
                        "tlsReportOrganization", "The X",
                        "tlsReportRoute", "signed",
                        "routes", "*=mx; signed:*=smtp:signer.x.test")
                .orElseThrow();

        assertThat(settings.reporter().contact()).hasToString("postmaster@x.test");
        assertThat(settings.reporter().organization()).isEqualTo("The X");
        assertThat(settings.route()).contains("signed");
    }

    // CLI-067
    @Test
    void an_address_is_no_name_to_report_under() {
        assertThat(read("hostName", "[192.0.2.1]", "tlsReportSender", "tls@x.test")
                        .orElseThrow()
                        .reporter()
                        .submitter())
                .isEqualTo("x.test");
    }

    // CLI-067
    @ParameterizedTest
    @CsvSource({
        "tlsReportSender,nobody",
        "tlsReportSender,t\u00fcr@x.test",
        "tlsReportSender,tls@[192.0.2.1]",
        "tlsReportContact,<a@x.test>",
        "tlsReportOrganization,a\u0007b",
        "tlsReportRoute,unknown"
    })
    void what_can_not_be_used_is_named(String name, String value) {
        assertThatThrownBy(() -> read("tlsReportSender", "tls@x.test", name, value))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("allowed");
    }
}
