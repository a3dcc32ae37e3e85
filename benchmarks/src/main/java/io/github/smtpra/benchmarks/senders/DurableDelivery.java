package io.github.smtpra.benchmarks.senders;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.benchmarks.comparison.Job;
import io.github.smtpra.benchmarks.comparison.Meter;
import io.github.smtpra.benchmarks.comparison.TemporaryDirectory;
import io.github.smtpra.benchmarks.sending.Load;
import io.github.smtpra.engine.delivery.DeliveryService;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outboxes;
import io.github.smtpra.outbox.StagedMail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Our delivery of finished mails that lie in an outbox on disk, which notes each final dot and each outcome. */
public final class DurableDelivery implements Job {
    private static final byte[] OCTETS = Sample.octets();
    private static final int BATCH = 500;

    @Override
    public Meter.Took run(String task) throws Exception {
        Load load = Load.parse(task);
        try (TemporaryDirectory directory = TemporaryDirectory.make();
                Outbox outbox = Outboxes.acquire(directory.path(), Clock.systemUTC())) {
            for (int done = 0; done < load.count(); done += BATCH) {
                outbox.submit(staged(outbox, Math.min(BATCH, load.count() - done)));
            }
            return drain(outbox, load);
        }
    }

    private static List<StagedMail> staged(Outbox outbox, int count) throws IOException {
        List<StagedMail> mails = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Envelope envelope = Envelope.from(Sample.SENDER).to(Sample.RECIPIENT);
            mails.add(outbox.stage(envelope, new ByteArrayInputStream(OCTETS)));
        }
        return mails;
    }

    private static Meter.Took drain(Outbox outbox, Load load) throws InterruptedException {
        CountingOutbox counting = new CountingOutbox(outbox, load.count());
        try (DeliveryService service = Services.of(counting.outbox(), load)) {
            Meter meter = new Meter();
            service.start();
            counting.awaitAll();
            return meter.took();
        }
    }
}
