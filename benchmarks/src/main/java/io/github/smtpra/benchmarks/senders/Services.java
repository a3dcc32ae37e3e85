package io.github.smtpra.benchmarks.senders;

import io.github.smtpra.benchmarks.sending.Load;
import io.github.smtpra.engine.delivery.DeliveryService;
import io.github.smtpra.engine.delivery.DeliverySettings;
import io.github.smtpra.engine.delivery.Relay;
import io.github.smtpra.engine.delivery.Roads;
import io.github.smtpra.engine.delivery.Timeouts;
import io.github.smtpra.engine.tls.ClientTls;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.RetrySchedule;
import io.github.smtpra.protocol.client.ClientSettings;
import io.github.smtpra.protocol.client.TlsPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Our delivery, with one relay on this machine, in the clear; all else as it comes. */
public final class Services {
    private static final int SESSIONS_IN_ALL = DeliverySettings.Sessions.STANDARD.inAll();

    private Services() {}

    /** One that is not started. */
    public static DeliveryService of(Outbox outbox, Load load) {
        Relay relay = new Relay(
                "127.0.0.1", load.port(), ClientTls.unverified(), ClientSettings.of("client.example", TlsPolicy.NEVER));
        Duration tenSeconds = Duration.ofSeconds(10);
        DeliverySettings settings = new DeliverySettings(
                "client.example",
                Roads.to(List.of(relay)),
                RetrySchedule.STANDARD,
                new DeliverySettings.Sessions(load.connections(), SESSIONS_IN_ALL, tenSeconds, tenSeconds),
                DeliverySettings.Paces.UNLIMITED,
                Timeouts.STANDARD,
                DeliverySettings.Notices.STANDARD);
        return new DeliveryService(outbox, settings, Clock.systemUTC());
    }
}
