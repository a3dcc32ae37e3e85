package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.delivery.DeliverySettings.Paces;
import io.github.smtpra.engine.delivery.DeliverySettings.Sessions;
import io.github.smtpra.engine.dns.ZoneServer;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.engine.tls.ClientTls;
import io.github.smtpra.outbox.RetrySchedule;
import io.github.smtpra.protocol.client.ClientSettings;
import io.github.smtpra.protocol.client.Phase;
import io.github.smtpra.protocol.client.TlsPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings for a peer on the loopback: one session, retries after a minute exactly, little patience. */
final class TestSettings {
    static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private TestSettings() {}

    static DeliverySettings plain(int port) {
        return of(new Relay(HOST, port, ClientTls.unverified(), ClientSettings.of("client.example", TlsPolicy.NEVER)));
    }

    static DeliverySettings of(Relay relay) {
        return new DeliverySettings(
                "client.example",
                Roads.to(List.of(relay)),
                new RetrySchedule(Duration.ofMinutes(1), 2, Duration.ofHours(1), 0, Duration.ofDays(4)),
                new Sessions(1, PATIENCE, Duration.ofSeconds(2)),
                Paces.UNLIMITED,
                new Timeouts(PATIENCE, PATIENCE, PATIENCE, Map.of(Phase.QUIT, Duration.ofMillis(200))));
    }

    /** What the properties, names and values, say, with the DNS of {@code zones} and the patience of a test. */
    static DeliverySettings read(ZoneServer zones, List<String> properties) {
        Map<String, String> configured = new HashMap<>(Map.of(
                "hostName", "client.example",
                "dnsServers", zones.address(),
                "dnsTimeout", "300ms",
                "reservedDomains", "look-up"));
        for (int i = 0; i < properties.size(); i += 2) {
            configured.put(properties.get(i), properties.get(i + 1));
        }
        DeliverySettings read = DeliverySettings.from(Settings.of("", configured, Map.of(), Map.of()));
        DeliverySettings patient = plain(1);
        return new DeliverySettings(
                read.hostName(),
                read.roads(),
                patient.schedule(),
                patient.sessions(),
                read.paces(),
                patient.timeouts(),
                read.notices(),
                read.tlsReports());
    }

    /** The same, not reporting by itself. */
    static DeliverySettings with(DeliverySettings other) {
        return with(other, other.timeouts());
    }

    static DeliverySettings withoutRelay() {
        DeliverySettings some = plain(1);
        return new DeliverySettings(
                some.hostName(),
                Roads.to(List.of()),
                some.schedule(),
                some.sessions(),
                Paces.UNLIMITED,
                some.timeouts());
    }

    static DeliverySettings with(DeliverySettings other, Duration idle) {
        return new DeliverySettings(
                other.hostName(),
                other.roads(),
                other.schedule(),
                new Sessions(1, idle, Duration.ofSeconds(2)),
                Paces.UNLIMITED,
                other.timeouts());
    }

    static DeliverySettings with(DeliverySettings other, int sessions) {
        return new DeliverySettings(
                other.hostName(),
                other.roads(),
                other.schedule(),
                new Sessions(sessions, PATIENCE, Duration.ofSeconds(2)),
                Paces.UNLIMITED,
                other.timeouts());
    }

    static DeliverySettings with(DeliverySettings other, Timeouts timeouts) {
        return new DeliverySettings(
                other.hostName(), other.roads(), other.schedule(), other.sessions(), other.paces(), timeouts);
    }
}
