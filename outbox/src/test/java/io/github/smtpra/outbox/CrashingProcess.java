package io.github.smtpra.outbox;

import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSTARTRSCAN;
import static javax.transaction.xa.XAResource.TMSUCCESS;

import io.github.smtpra.outbox.branch.TestXid;
import io.github.smtpra.outbox.content.ContentDisk;
import io.github.smtpra.outbox.store.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAException;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/** A process that uses the outbox of a directory and is killed at a point; started by {@link CrashTest}. */
public final class CrashingProcess {
    static final int KILLED = 99;
    static final int REFUSED = 98;
    static final long SIZE = 100_000;

    /** Where the process is killed. */
    enum Point {
        STAGED,
        BEFORE_SUBMIT_FLUSH,
        AFTER_SUBMIT_FLUSH,
        BEFORE_PREPARE_FLUSH,
        AFTER_PREPARE_FLUSH,
        BEFORE_COMMIT_FLUSH,
        AFTER_COMMIT_FLUSH,
        BEFORE_ROLLBACK_FLUSH,
        AFTER_ROLLBACK_FLUSH,
        CLAIMED,
        FINAL_DOT,
        BEFORE_RECORD_FLUSH,
        AFTER_RECORD_FLUSH,
        RECOVERING,
        NEVER
    }

    private static volatile Checkpoint.@Nullable Moment deadly;

    private CrashingProcess() {}

    /** Runs such a process to its end, and returns its exit code. */
    static int run(Path directory, Point point) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingProcess.class.getName(),
                        directory.toString(),
                        point.name())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the process hangs");
        }
        return process.exitValue();
    }

    static Xid xid() {
        return new TestXid(9, 9);
    }

    public static void main(String[] args) throws Exception {
        Surroundings deadlySurroundings = new Surroundings(ContentDisk.LOCAL, moment -> {
            if (moment == deadly) {
                die();
            }
        });
        try (DurableOutbox outbox = DurableOutbox.open(Path.of(args[0]), Clock.systemUTC(), deadlySurroundings)) {
            live(outbox, Point.valueOf(args[1]));
        } catch (OutboxException e) {
            Runtime.getRuntime().halt(REFUSED);
        }
    }

    private static void live(Outbox outbox, Point point) throws IOException, XAException {
        switch (point) {
            case STAGED -> {
                outbox.stage(Mails.TO_ANN, Mails.large(SIZE));
                die();
            }
            case BEFORE_SUBMIT_FLUSH -> submit(outbox, Checkpoint.Moment.BEFORE_FLUSH);
            case AFTER_SUBMIT_FLUSH -> submit(outbox, Checkpoint.Moment.AFTER_FLUSH);
            case BEFORE_PREPARE_FLUSH -> prepare(outbox, Checkpoint.Moment.BEFORE_FLUSH);
            case AFTER_PREPARE_FLUSH -> prepare(outbox, Checkpoint.Moment.AFTER_FLUSH);
            case BEFORE_COMMIT_FLUSH -> commit(outbox, Checkpoint.Moment.BEFORE_FLUSH);
            case AFTER_COMMIT_FLUSH -> commit(outbox, Checkpoint.Moment.AFTER_FLUSH);
            case BEFORE_ROLLBACK_FLUSH -> rollback(outbox, Checkpoint.Moment.BEFORE_FLUSH);
            case AFTER_ROLLBACK_FLUSH -> rollback(outbox, Checkpoint.Moment.AFTER_FLUSH);
            case CLAIMED -> {
                claim(outbox);
                die();
            }
            case FINAL_DOT -> {
                outbox.finalDot(claim(outbox), List.of(0));
                die();
            }
            case BEFORE_RECORD_FLUSH -> record(outbox, Checkpoint.Moment.BEFORE_FLUSH);
            case AFTER_RECORD_FLUSH -> record(outbox, Checkpoint.Moment.AFTER_FLUSH);
            case RECOVERING -> recover(outbox);
            case NEVER -> {}
        }
    }

    private static void submit(Outbox outbox, Checkpoint.@Nullable Moment moment) throws IOException {
        StagedMail mail = outbox.stage(Mails.TO_ANN, Mails.large(SIZE));
        deadly = moment;
        outbox.submit(List.of(mail));
    }

    private static BranchResource prepare(Outbox outbox, Checkpoint.@Nullable Moment moment)
            throws IOException, XAException {
        BranchResource resource = outbox.branchResource();
        resource.start(xid(), TMNOFLAGS);
        resource.enlist(outbox.stage(Mails.TO_ANN, Mails.large(SIZE)));
        resource.enlist(Mails.staged(outbox, "small"));
        resource.end(xid(), TMSUCCESS);
        deadly = moment;
        resource.prepare(xid());
        return resource;
    }

    private static void commit(Outbox outbox, Checkpoint.Moment moment) throws IOException, XAException {
        BranchResource resource = prepare(outbox, null);
        deadly = moment;
        resource.commit(xid(), false);
    }

    private static void rollback(Outbox outbox, Checkpoint.Moment moment) throws IOException, XAException {
        BranchResource resource = prepare(outbox, null);
        deadly = moment;
        resource.rollback(xid());
    }

    private static ClaimedMail claim(Outbox outbox) throws IOException {
        submit(outbox, null);
        return outbox.claim(1).get(0);
    }

    private static void record(Outbox outbox, Checkpoint.Moment moment) throws IOException {
        ClaimedMail mail = claim(outbox);
        outbox.finalDot(mail, List.of(0));
        deadly = moment;
        outbox.record(mail, Mails.all(mail, new Outcome.Delivered(Mails.OK)), List.of());
    }

    /** Finds what an earlier process prepared, and is killed in committing it. */
    private static void recover(Outbox outbox) throws OutboxException, XAException {
        BranchResource resource = outbox.branchResource();
        deadly = Checkpoint.Moment.BEFORE_FLUSH;
        resource.commit(resource.recover(TMSTARTRSCAN)[0], false);
    }

    private static void die() {
        Runtime.getRuntime().halt(KILLED);
    }
}
