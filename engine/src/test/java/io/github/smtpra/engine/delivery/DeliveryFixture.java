package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.SettableClock;
import io.github.smtpra.engine.tlsreport.TlsTally;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A delivery service on an outbox in memory; none of its threads is left at the end of a test. */
abstract class DeliveryFixture {
    static final String HELLO = """
            S: 220 relay.example
            C: EHLO client.example
            S: 250-relay.example
            S: 250 PIPELINING
            """;
    static final String MAIL = """
            C: MAIL FROM:
            C: RCPT TO:
            C: DATA
            S: 250 ok
            S: 250 ok
            S: 354 go on
            C: <content>
            """;
    static final String ACCEPTED = "S: 250 2.0.0 queued\n";

    final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    final InMemoryOutbox outbox = new InMemoryOutbox(clock);
    private Optional<DeliveryService> service = Optional.empty();

    @AfterEach
    void no_thread_is_left() {
        service.ifPresent(DeliveryService::close);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(thread -> thread.getName() + " " + thread.getState())
                .noneMatch(name -> name.startsWith("smtp-ra-delivery"));
    }

    void start(ScriptedPeer peer) {
        start(TestSettings.plain(peer.port()));
    }

    void start(DeliverySettings settings) {
        service = Optional.of(new DeliveryService(outbox, settings, clock));
        service.get().start();
    }

    /** Starts a service whose sessions {@code tally} counts. */
    void start(DeliverySettings settings, TlsTally tally) {
        service = Optional.of(new DeliveryService(outbox, settings, clock, Optional.of(tally)));
        service.get().start();
    }

    void closeService() {
        service.orElseThrow().close();
    }

    void closeServiceIfStarted() {
        service.ifPresent(DeliveryService::close);
    }

    DeliveryService service() {
        return service.orElseThrow();
    }
}
