package io.github.smtpra.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    enum Colour {
        RED,
        DARK_BLUE
    }

    private static Settings configured(String value) {
        return Settings.of("desk", Map.of("relayPort", value), Map.of(), Map.of());
    }

    @Test
    void the_nearer_source_wins() {
        Map<String, String> configured = Map.of("relayPort", "1");
        Map<String, String> environment = Map.of("SMTP_RA_RELAY_PORT", "2");
        Map<String, String> scopedEnvironment = Map.of("SMTP_RA_RELAY_PORT", "2", "SMTP_RA_HELP_DESK_RELAY_PORT", "3");
        Map<String, String> property = Map.of("smtp-ra.relayPort", "4");
        Map<String, String> scopedProperty = Map.of("smtp-ra.relayPort", "4", "smtp-ra.HelpDesk.relayPort", "5");

        assertThat(port(Settings.of("HelpDesk", Map.of(), Map.of(), Map.of()))).isZero();
        assertThat(port(Settings.of("HelpDesk", configured, Map.of(), Map.of())))
                .isEqualTo(1);
        assertThat(port(Settings.of("HelpDesk", configured, Map.of(), environment)))
                .isEqualTo(2);
        assertThat(port(Settings.of("HelpDesk", configured, Map.of(), scopedEnvironment)))
                .isEqualTo(3);
        assertThat(port(Settings.of("HelpDesk", configured, property, scopedEnvironment)))
                .isEqualTo(4);
        assertThat(port(Settings.of("HelpDesk", configured, scopedProperty, scopedEnvironment)))
                .isEqualTo(5);
        assertThat(port(Settings.of("", configured, scopedProperty, scopedEnvironment)))
                .isEqualTo(4);
    }

    private static int port(Settings settings) {
        return settings.integer("relayPort", 0, 0, 65535);
    }

    @Test
    void a_blank_value_is_none() {
        assertThat(port(configured("  "))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "abc", "1.5", "99999999999", "0x10"})
    void a_bad_number_names_property_value_and_range(String value) {
        assertThatThrownBy(() -> port(configured(value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("property relayPort is '" + value + "'; allowed: a whole number from 0 to 65535");
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "10 b, 10", "2k, 2048", "3MiB, 3145728", "1g, 1073741824"})
    void sizes(String text, long octets) {
        assertThat(configured(text).size("relayPort", 0, 0, Long.MAX_VALUE)).isEqualTo(octets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1x", "k", "999999999999999999g", "9999999999999999999"})
    void bad_sizes(String text) {
        assertThatThrownBy(() -> configured(text).size("relayPort", 0, 0, Long.MAX_VALUE))
                .hasMessageContaining("property relayPort is '" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"10, PT10S", "250ms, PT0.25S", "5m, PT5M", "2 h, PT2H", "4d, PT96H", "PT1M30S, PT1M30S"})
    void durations(String text, Duration time) {
        assertThat(configured(text).duration("relayPort", Duration.ZERO, Duration.ZERO, Duration.ofDays(9)))
                .isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10d", "x", "PX", "-5s", "999999999999999999d"})
    void bad_durations(String text) {
        assertThatThrownBy(
                        () -> configured(text).duration("relayPort", Duration.ZERO, Duration.ZERO, Duration.ofDays(9)))
                .hasMessage("property relayPort is '" + text + "'; allowed: a time from 0ms to 9d, as in 90s or 5m");
    }

    @Test
    void choices_flags_and_lists() {
        assertThat(configured("dark-blue").choice("relayPort", Colour.class, Colour.RED))
                .isEqualTo(Colour.DARK_BLUE);
        assertThatThrownBy(() -> configured("green").choice("relayPort", Colour.class, Colour.RED))
                .hasMessageContaining("allowed: red, dark-blue");
        assertThat(configured("TRUE").flag("relayPort", false)).isTrue();
        assertThatThrownBy(() -> configured("yes").flag("relayPort", false)).hasMessageContaining("true or false");
        assertThat(configured("a@x, *@y\n b@z").list("relayPort")).containsExactly("a@x", "*@y", "b@z");
        assertThat(configured("1").list("other")).isEmpty();
    }
}
