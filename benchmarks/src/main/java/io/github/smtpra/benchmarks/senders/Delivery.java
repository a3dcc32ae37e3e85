package io.github.smtpra.benchmarks.senders;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.benchmarks.comparison.Job;
import io.github.smtpra.benchmarks.comparison.Meter;
import io.github.smtpra.benchmarks.sending.Load;
import io.github.smtpra.engine.delivery.DeliveryService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** Our delivery alone: mails that are finished and lie in memory, and nothing is written down. */
public final class Delivery implements Job {
    private static final byte[] OCTETS = Sample.octets();

    @Override
    public Meter.Took run(String task) throws Exception {
        Load load = Load.parse(task);
        try (MemoryOutbox outbox = new MemoryOutbox(load.count());
                DeliveryService service = Services.of(outbox, load)) {
            for (int i = 0; i < load.count(); i++) {
                submit(outbox);
            }
            Meter meter = new Meter();
            service.start();
            outbox.awaitAll();
            return meter.took();
        }
    }

    private static void submit(MemoryOutbox outbox) throws IOException {
        Envelope envelope = Envelope.from(Sample.SENDER).to(Sample.RECIPIENT);
        outbox.submit(List.of(outbox.stage(envelope, new ByteArrayInputStream(OCTETS))));
    }
}
