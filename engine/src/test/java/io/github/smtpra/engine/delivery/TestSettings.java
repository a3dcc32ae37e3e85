package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.delivery.DeliverySettings.Sessions;
import io.github.smtpra.engine.tls.ClientTls;
import io.github.smtpra.outbox.RetrySchedule;
import io.github.smtpra.protocol.client.ClientSettings;
import io.github.smtpra.protocol.client.Phase;
import io.github.smtpra.protocol.client.TlsPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

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
                Optional.of(relay),
                new RetrySchedule(Duration.ofMinutes(1), 2, Duration.ofHours(1), 0, Duration.ofDays(4)),
                new Sessions(1, PATIENCE, Duration.ofSeconds(2)),
                new Timeouts(PATIENCE, PATIENCE, PATIENCE, Map.of(Phase.QUIT, Duration.ofMillis(200))));
    }

    static DeliverySettings withoutRelay() {
        DeliverySettings some = plain(1);
        return new DeliverySettings(
                some.hostName(), Optional.empty(), some.schedule(), some.sessions(), some.timeouts());
    }

    static DeliverySettings with(DeliverySettings other, Duration idle) {
        return new DeliverySettings(
                other.hostName(),
                other.relay(),
                other.schedule(),
                new Sessions(1, idle, Duration.ofSeconds(2)),
                other.timeouts());
    }

    static DeliverySettings with(DeliverySettings other, int sessions) {
        return new DeliverySettings(
                other.hostName(),
                other.relay(),
                other.schedule(),
                new Sessions(sessions, PATIENCE, Duration.ofSeconds(2)),
                other.timeouts());
    }

    static DeliverySettings with(DeliverySettings other, Timeouts timeouts) {
        return new DeliverySettings(other.hostName(), other.relay(), other.schedule(), other.sessions(), timeouts);
    }
}
