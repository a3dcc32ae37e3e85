package io.github.smtpra.outbox;

import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSTARTRSCAN;
import static javax.transaction.xa.XAResource.TMSUCCESS;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.store.BranchId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * A process that lives at random on an outbox until it is killed: sends, with transactions and without, cancels, and
 * delivers to a peer that is a line in {@link LifeLog}. It is killed by itself, at a random one of all the steps that it,
 * the store and the disk take. What an earlier life has prepared it first ends as that life's coordinator has decided.
 */
public final class RandomLife {
    static final int KILLED = 99;
    private static final int LARGE = 70_000;

    private final Outbox outbox;
    private final LifeLog log;
    private final Random random;
    private final DeadlySteps steps;
    private final long life;
    private int next;

    private RandomLife(Outbox outbox, LifeLog log, Random random, DeadlySteps steps) {
        this.outbox = outbox;
        this.log = log;
        this.random = random;
        this.steps = steps;
        life = random.nextLong() >>> 16;
    }

    /** Arguments: the directory, a seed, and after how many steps to die; 0: drain the queue and end. */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        Random random = new Random(Long.parseLong(args[1]));
        int last = Integer.parseInt(args[2]);
        DeadlySteps steps = new DeadlySteps(last == 0 ? Integer.MAX_VALUE : last);
        Clock clock = last == 0 ? Clock.offset(Clock.systemUTC(), Duration.ofDays(1)) : Clock.systemUTC();
        try (LifeLog log = LifeLog.append(directory.resolve("life.log"));
                DurableOutbox outbox =
                        DurableOutbox.open(directory.toRealPath(), clock, new Surroundings(steps, steps))) {
            RandomLife life = new RandomLife(outbox, log, random, steps);
            life.recover(LifeLog.read(directory.resolve("life.log")));
            if (last == 0) {
                life.drain();
            } else {
                life.live();
            }
        }
    }

    private void recover(LifeLog.Story story) throws XAException {
        BranchResource resource = outbox.branchResource();
        for (Xid xid : resource.recover(TMSTARTRSCAN)) {
            if (story.hasDecided(xid)) {
                resource.commit(xid, false);
            } else {
                resource.rollback(xid);
            }
            steps.step();
        }
    }

    private void drain() throws IOException {
        List<ClaimedMail> mails = outbox.claim(50);
        while (!mails.isEmpty()) {
            for (ClaimedMail mail : mails) {
                deliver(mail, new Outcome.Delivered(Mails.OK));
            }
            mails = outbox.claim(50);
        }
    }

    private void live() throws IOException, XAException {
        while (true) {
            switch (random.nextInt(6)) {
                case 0, 1 -> send();
                case 2 -> transaction();
                case 3 -> cancel();
                default -> deliverSome();
            }
        }
    }

    private String key() {
        return Long.toString(life, 36) + "-" + next++;
    }

    private StagedMail staged(String key) throws IOException {
        String text =
                "X-Key: " + key + "\r\n\r\n" + (random.nextInt(8) == 0 ? "0123456789abcde\r\n".repeat(LARGE / 17) : "");
        return outbox.stage(Envelope.from("a@example.com").to("b@example.org"), Mails.text(text));
    }

    private void send() throws IOException {
        String key = key();
        StagedMail mail = staged(key);
        steps.step();
        if (random.nextInt(10) == 0) {
            outbox.discard(List.of(mail));
            log.write("UNDONE", key);
            return;
        }
        outbox.submit(List.of(mail));
        log.write("ACCEPTED", key);
        steps.step();
    }

    private void transaction() throws IOException, XAException {
        Xid xid = new BranchId(4711, "%016x".formatted(life), "%08x".formatted(next++));
        BranchResource resource = outbox.branchResource();
        resource.start(xid, TMNOFLAGS);
        List<String> keys = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String key = key();
            resource.enlist(staged(key));
            keys.add(key);
        }
        resource.end(xid, TMSUCCESS);
        log.write("BRANCH", LifeLog.name(xid), String.join(",", keys));
        steps.step();
        switch (random.nextInt(4)) {
            case 0 -> rollback(resource, xid);
            case 1 -> {
                resource.prepare(xid);
                steps.step();
                rollback(resource, xid);
            }
            case 2 -> {
                resource.commit(xid, true);
                log.write("DECIDED", LifeLog.name(xid));
            }
            default -> twoPhases(resource, xid);
        }
    }

    private void rollback(BranchResource resource, Xid xid) throws IOException, XAException {
        log.write("UNDECIDED", LifeLog.name(xid));
        resource.rollback(xid);
    }

    private void twoPhases(BranchResource resource, Xid xid) throws IOException, XAException {
        if (resource.prepare(xid) == XAResource.XA_OK) {
            steps.step();
            log.write("DECIDED", LifeLog.name(xid));
            steps.step();
            resource.commit(xid, false);
        }
    }

    private void cancel() throws IOException {
        String key = key();
        StagedMail mail = staged(key);
        outbox.submit(List.of(mail));
        MailId id = mail.id();
        steps.step();
        if (outbox.cancel(id)) {
            log.write("UNDONE", key);
        }
    }

    private void deliverSome() throws IOException {
        for (ClaimedMail mail : outbox.claim(3)) {
            steps.step();
            switch (random.nextInt(6)) {
                case 0 -> outbox.release(mail);
                case 1 -> refused(mail);
                case 2 ->
                    deliver(
                            mail,
                            new Outcome.Uncertain(Mails.BUSY, Clock.systemUTC().instant()));
                default -> deliver(mail, new Outcome.Delivered(Mails.OK));
            }
        }
    }

    private void refused(ClaimedMail mail) throws IOException {
        Outcome later = new Outcome.Deferred(Mails.BUSY, Clock.systemUTC().instant());
        outbox.record(mail, Mails.all(mail, later), List.of());
    }

    /** From the final dot to the record: only here the peer takes it. */
    private void deliver(ClaimedMail mail, Outcome outcome) throws IOException {
        String key = key(mail);
        outbox.finalDot(mail, List.of(0));
        steps.step();
        boolean duplicate = mail.recipients().get(0).possibleDuplicate();
        log.write(duplicate ? "TAKEN-AGAIN" : "TAKEN", key);
        steps.step();
        outbox.record(mail, Mails.all(mail, outcome), List.of());
    }

    private String key(ClaimedMail mail) throws IOException {
        try (InputStream content = outbox.openContent(mail)) {
            byte[] octets = content.readAllBytes();
            if (octets.length != mail.size()) {
                throw new IOException("torn: " + octets.length + " of " + mail.size());
            }
            String text = new String(octets, StandardCharsets.US_ASCII);
            return text.substring("X-Key: ".length(), text.indexOf('\r'));
        }
    }
}
