package io.github.smtpra.benchmarks.stores;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.benchmarks.comparison.InParallel;
import io.github.smtpra.benchmarks.comparison.Job;
import io.github.smtpra.benchmarks.comparison.Meter;
import io.github.smtpra.benchmarks.comparison.TemporaryDirectory;
import io.github.smtpra.outbox.BranchResource;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outboxes;
import io.github.smtpra.outbox.StagedMail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;

/** Sends into our outbox, each in its own transaction of some kind. Nothing is delivered. */
public final class DurableSend implements Job {
    private static final byte[] OCTETS =
            ("Subject: load\r\n\r\n" + ("X".repeat(78) + "\r\n").repeat(51)).getBytes(StandardCharsets.US_ASCII);
    private static final AtomicInteger BRANCHES = new AtomicInteger();

    private final Transaction transaction;

    /** In which transaction. */
    public enum Transaction {
        /** In none. */
        NONE,
        /** In one that has no other resource. */
        ONE_PHASE,
        /** In one that has others. */
        TWO_PHASE
    }

    /** Argument: the name of a {@link Transaction}. */
    public DurableSend(String transaction) {
        this.transaction = Transaction.valueOf(transaction);
    }

    @Override
    public Meter.Took run(String task) throws Exception {
        Writers writers = Writers.parse(task);
        try (TemporaryDirectory directory = TemporaryDirectory.make();
                Outbox outbox = Outboxes.acquire(directory.path(), Clock.systemUTC())) {
            return InParallel.run(writers.writers(), writers.count(), steps -> {
                BranchResource resource = outbox.branchResource();
                while (steps.take()) {
                    send(outbox, resource);
                }
            });
        }
    }

    private void send(Outbox outbox, BranchResource resource) throws IOException, XAException {
        Envelope envelope = Envelope.from("a@client.example").to("b@sink.example");
        StagedMail mail = outbox.stage(envelope, new ByteArrayInputStream(OCTETS));
        if (transaction == Transaction.NONE) {
            outbox.submit(List.of(mail));
        } else {
            send(mail, resource);
        }
    }

    private void send(StagedMail mail, BranchResource resource) throws IOException, XAException {
        NumberedXid xid = new NumberedXid(BRANCHES.incrementAndGet());
        resource.start(xid, XAResource.TMNOFLAGS);
        resource.enlist(mail);
        resource.end(xid, XAResource.TMSUCCESS);
        if (transaction == Transaction.TWO_PHASE) {
            resource.prepare(xid);
        }
        resource.commit(xid, transaction == Transaction.ONE_PHASE);
    }
}
