package io.github.smtpra.benchmarks.senders;

import io.github.smtpra.benchmarks.comparison.InParallel;
import io.github.smtpra.benchmarks.comparison.Job;
import io.github.smtpra.benchmarks.comparison.Meter;
import io.github.smtpra.benchmarks.sending.Load;
import io.github.smtpra.engine.delivery.DeliveryService;
import io.github.smtpra.engine.submission.Submission;
import jakarta.mail.Session;
import java.time.Clock;
import java.util.List;

/**
 * Our delivery and what comes before it: messages of Jakarta Mail are made, checked and written by as many threads as there
 * are connections, and delivered meanwhile. Nothing is written down.
 */
public final class MessageDelivery implements Job {
    @Override
    public Meter.Took run(String task) throws Exception {
        Load load = Load.parse(task);
        try (MemoryOutbox outbox = new MemoryOutbox(load.count());
                DeliveryService service = Services.of(outbox, load)) {
            Submission submission = new Submission(outbox, "client.example", Clock.systemUTC());
            service.start();
            Meter meter = new Meter();
            InParallel.run(load.connections(), load.count(), steps -> send(submission, outbox, steps));
            outbox.awaitAll();
            return meter.took();
        }
    }

    private static void send(Submission submission, MemoryOutbox outbox, InParallel.Steps steps) throws Exception {
        Session session = Sample.session(0);
        while (steps.take()) {
            outbox.awaitRoom();
            outbox.submit(List.of(submission.stage(Sample.message(session))));
        }
    }
}
