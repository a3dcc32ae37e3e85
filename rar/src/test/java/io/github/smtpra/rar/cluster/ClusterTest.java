package io.github.smtpra.rar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterTest {
    private static Cluster cluster(Map<String, String> properties) {
        return new Cluster(Settings.of("", properties, Map.of(), Map.of()));
    }

    @Test
    void aDataSourceThatIsNotBoundIsNamed() {
        Cluster cluster =
                cluster(Map.of("outboxDataSource", "java:/nowhere", "ledgerDataSource", "ldap://far.example/away"));

        assertThatThrownBy(cluster::outbox)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("outboxDataSource")
                .hasMessageContaining("java:/nowhere");
        assertThatThrownBy(() -> cluster.ledger(Duration.ofMinutes(2)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("ledgerDataSource");
    }

    @Test
    void byDefaultNothingIsShared() {
        Cluster cluster = cluster(Map.of());

        assertThat(cluster.outbox()).isEmpty();
        assertThat(cluster.ledger(Duration.ofMinutes(2))).isEmpty();
    }
}
