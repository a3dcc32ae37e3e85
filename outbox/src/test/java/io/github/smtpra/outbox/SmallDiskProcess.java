package io.github.smtpra.outbox;

import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSUCCESS;

import io.github.smtpra.outbox.branch.TestXid;
import io.github.smtpra.outbox.ledger.DeliveryKey;
import io.github.smtpra.outbox.ledger.InboundLedger;
import io.github.smtpra.outbox.ledger.LedgerSettings;
import io.github.smtpra.outbox.ledger.Ledgers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.XAException;

/**
 * A process on a small disk of its own, which it fills; started by {@link SmallDiskTest}. It says in lines {@code name=value}
 * what it has seen.
 */
public final class SmallDiskProcess {
    private static final int LARGE = 100_000;
    private static final int BALLAST = 1_000_000;

    private final Path directory;
    private final Path filler;
    private final Path ballast;
    private int accepted;
    private String refusal = "none";

    private SmallDiskProcess(Path disk) {
        directory = disk.resolve("outbox");
        filler = disk.resolve("filler");
        ballast = disk.resolve("ballast");
    }

    /** Arguments: what to do, and the disk. */
    public static void main(String[] args) throws Exception {
        SmallDiskProcess process = new SmallDiskProcess(Path.of(args[1]));
        switch (args[0]) {
            case "full" -> process.full();
            case "make" -> process.make();
            default -> process.tryToOpen();
        }
    }

    private static void say(String name, Object value) {
        System.out.println(name + "=" + value);
    }

    private Outbox open() throws OutboxException {
        return Outboxes.acquire(directory, Clock.systemUTC());
    }

    private void make() throws IOException {
        try (Outbox outbox = open()) {
            submit(outbox, 100);
        }
    }

    private void tryToOpen() {
        try (Outbox outbox = open()) {
            say("opened", outbox);
        } catch (OutboxException e) {
            say("refused", String.valueOf(e.getMessage()));
        }
    }

    private void full() throws Exception {
        Files.write(ballast, new byte[BALLAST]);
        try (Outbox outbox = open()) {
            for (int size = 100; "none".equals(refusal); size = LARGE + 100 - size) {
                submit(outbox, size);
            }
            say("refused", refusal);
            fill();
            say("accepted-when-full", submit(outbox, LARGE));
            say("prepared-when-full", prepare(outbox));
            makeSpace();
            Files.delete(ballast);
            say("accepted-with-space", submit(outbox, LARGE));
        }
        ledger();
        say("accepted", accepted);
        deliver();
    }

    private boolean submit(Outbox outbox, int size) {
        try {
            outbox.submit(List.of(outbox.stage(Mails.TO_ANN, Mails.large(size))));
            accepted++;
            return true;
        } catch (IOException e) {
            refusal = String.valueOf(e.getMessage());
            return false;
        }
    }

    private String prepare(Outbox outbox) throws IOException {
        BranchResource resource = outbox.branchResource();
        TestXid xid = new TestXid(1, 1);
        try {
            resource.start(xid, TMNOFLAGS);
            resource.enlist(Mails.staged(outbox, "x".repeat(20_000)));
            resource.end(xid, TMSUCCESS);
            resource.prepare(xid);
            return "yes";
        } catch (XAException e) {
            return "XA " + e.errorCode;
        }
    }

    /** To the last octet. */
    private void fill() throws IOException {
        byte[] octets = new byte[4096];
        for (int size = octets.length; size > 0; size /= 2) {
            try (OutputStream out =
                    Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (true) {
                    out.write(octets, 0, size);
                }
            } catch (IOException e) {
                // Smaller pieces may still fit.
            }
        }
    }

    private void makeSpace() throws IOException {
        Files.delete(filler);
    }

    private void ledger() throws IOException {
        try (InboundLedger ledger =
                Ledgers.acquire(directory.resolve("ledger"), Clock.systemUTC(), LedgerSettings.DEFAULT)) {
            fill();
            say("ledger-when-full", beginMany(ledger));
            makeSpace();
            say("ledger-with-space", ledger.begin(key(1_000_000)).getClass().getSimpleName());
        }
    }

    private static String beginMany(InboundLedger ledger) {
        try {
            for (int i = 0; i < 1000; i++) {
                ledger.begin(key(i));
            }
            return "taken";
        } catch (IOException e) {
            return "refused";
        }
    }

    private static DeliveryKey key(int number) {
        return new DeliveryKey("bean", String.format("%064x", number));
    }

    /** What is recorded while the disk is full fails, and works when there is space again. */
    private void deliver() throws IOException {
        try (Outbox outbox = open()) {
            List<ClaimedMail> mails = new ArrayList<>(outbox.claim(10_000));
            say("claimed", mails.size());
            fill();
            boolean first = record(outbox, mails.get(0));
            makeSpace();
            long others = mails.stream()
                    .skip(first ? 1 : 0)
                    .filter(mail -> record(outbox, mail))
                    .count();
            say("recorded", others + (first ? 1 : 0));
            say("left", outbox.claim(10_000).size());
        }
    }

    private static boolean record(Outbox outbox, ClaimedMail mail) {
        try {
            outbox.record(mail, Mails.all(mail, new Outcome.Delivered(Mails.OK)), List.of());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
