package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.protocol.server.TransferLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeSettingsTest {
    private static Settings settings(String... namesAndValues) {
        Map<String, String> properties = new HashMap<>(Map.of("hostName", "mail.example"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Settings.of("", properties, Map.of(), Map.of());
    }

    // SRV-198, SRV-247, SRV-296, SRV-297
    @Test
    void the_defaults_of_each_role_are_the_safe_ones() {
        ListenerSettings smtp = ListenerSettings.from(settings());
        ListenerSettings submission =
                ListenerSettings.from(settings("protocol", "submission", "authentication", "container"));
        ListenerSettings lmtp = ListenerSettings.from(settings("protocol", "lmtp"));

        assertThat(smtp.tls()).isEqualTo(ListenerSettings.Tls.OPTIONAL);
        assertThat(submission.tls()).isEqualTo(ListenerSettings.Tls.REQUIRED);
        assertThat(smtp.envelope().limits()).isEqualTo(new TransferLimits(Duration.ZERO, 0, Duration.ofDays(30)));
        assertThat(lmtp.envelope().limits().maxPriority()).isEqualTo(9);
        assertThat(SubscriptionSettings.from(settings("recipients", "a@x.example", "protocol", "submission"))
                        .transactionTimeout())
                .isEqualTo(Duration.ofSeconds(90));
    }

    // SRV-240
    @Test
    void a_submission_needs_users() {
        assertThatThrownBy(() -> ListenerSettings.from(settings("protocol", "submission")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("authentication");
    }

    // SRV-320
    @Test
    void only_a_submission_is_for_everybody() {
        assertThat(SubscriptionSettings.from(settings("recipients", "*", "protocol", "submission"))
                        .recipients()
                        .areForEverybody())
                .isTrue();
        assertThatThrownBy(() -> SubscriptionSettings.from(settings("recipients", "*")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("recipients")
                .hasMessageContaining("protocol=submission");
        assertThatThrownBy(() -> SubscriptionSettings.from(settings("recipients", "a@x.example *", "protocol", "lmtp")))
                .isInstanceOf(InvalidSettingException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "strangerPriority, 10",
        "strangerPriority, x",
        "deliverByMinimum, -1",
        "futureRelease, 366d",
        "senders, x",
        "clientInTrace, withheld",
        "clientInTrace, x"
    })
    void a_value_that_can_not_be_is_named(String property, String value) {
        assertThatThrownBy(() -> ListenerSettings.from(settings(property, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(property)
                .hasMessageContaining(value);
    }

    @Test
    void those_that_share_a_listener_are_told_in_what_they_differ() {
        ListenerSettings one = ListenerSettings.from(settings("senders", "own"));

        assertThat(one.differences(ListenerSettings.from(settings("senders", "any", "strangerPriority", "3"))))
                .containsExactlyInAnyOrder("senders", "strangerPriority");
        assertThat(one).isEqualTo(ListenerSettings.from(settings()));
    }
}
