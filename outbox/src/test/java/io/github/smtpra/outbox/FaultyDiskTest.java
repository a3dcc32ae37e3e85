package io.github.smtpra.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.outbox.content.ContentDisk;
import io.github.smtpra.outbox.store.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fails each step on the way to the disk in turn: what was refused is not kept, and what was accepted is not lost. */
class FaultyDiskTest {
    private static final int LARGE = 200_000;

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();

    /** Fails one step, and knows whether it came to that. */
    private static final class Faults implements ContentDisk, Checkpoint {
        private int left;

        Faults(int failing) {
            left = failing;
        }

        boolean happened() {
            return left <= 0;
        }

        private synchronized void step() throws IOException {
            if (--left == 0) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void reached(Moment moment) throws IOException {
            if (moment == Moment.OPERATION || moment == Moment.BEFORE_FLUSH) {
                step();
            }
        }

        @Override
        public Writing create(Path file) throws IOException {
            step();
            Writing writing = LOCAL.create(file);
            return new Writing() {
                @Override
                public void write(byte[] octets, int offset, int length) throws IOException {
                    step();
                    writing.write(octets, offset, length);
                }

                @Override
                public void close() throws IOException {
                    writing.close();
                    step();
                }
            };
        }

        @Override
        public void force(Path file) throws IOException {
            step();
            LOCAL.force(file);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            step();
            LOCAL.rename(from, to);
        }

        @Override
        public void forceDirectory(Path names) throws IOException {
            step();
            LOCAL.forceDirectory(names);
        }

        @Override
        public void delete(Path file) throws IOException {
            LOCAL.delete(file);
        }
    }

    private DurableOutbox open(Faults faults) throws OutboxException {
        return DurableOutbox.open(directory, clock, new Surroundings(faults, faults));
    }

    private static final int NEVER = Integer.MAX_VALUE;

    // RFC 5321 §6.1 (OPS-002)
    @Test
    void everyStepOfASubmitMayFail() throws IOException {
        int failing = 1;
        Faults faults;
        do {
            faults = new Faults(failing++);
            boolean accepted = submitted(faults);
            assertThat(accepted).isEqualTo(!faults.happened());
            assertThat(waiting()).as("step %s", failing).isEqualTo(accepted ? 1 : 0);
        } while (faults.happened());
        assertThat(failing).isGreaterThan(8);
    }

    private boolean submitted(Faults faults) throws OutboxException {
        try (DurableOutbox outbox = open(faults)) {
            return submitted(outbox);
        }
    }

    private static boolean submitted(Outbox outbox) {
        try {
            StagedMail mail = outbox.stage(Mails.TO_ANN, Mails.large(LARGE));
            try {
                outbox.submit(List.of(mail));
            } catch (IOException e) {
                outbox.discard(List.of(mail));
                return false;
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The mails in the queue of the next process; takes them out. Their files must be all there are. */
    private int waiting() throws IOException {
        try (DurableOutbox outbox = open(new Faults(NEVER))) {
            List<ClaimedMail> mails = outbox.claim(10);
            try (Stream<Path> files = Files.list(directory.resolve("content"))) {
                assertThat(files).hasSize(mails.size());
            }
            for (ClaimedMail mail : mails) {
                assertThat(outbox.openContent(mail)).hasSameContentAs(Mails.large(LARGE));
                outbox.record(mail, Mails.all(mail, new Outcome.Delivered(Mails.OK)), List.of());
            }
            return mails.size();
        }
    }

    @Test
    void aSubmitThatFailedMayBeTriedAgainOnceTheFileIsDurable() throws IOException {
        for (int failing = 3; failing <= 5; failing++) {
            assertThat(acceptedAtSecondTry(failing)).as("step %s", failing).isTrue();
            assertThat(waiting()).isEqualTo(1);
        }
    }

    @Test
    void aFileThatCouldNotBeMadeDurableIsNeverTrustedAgain() throws IOException {
        for (int failing = 1; failing <= 2; failing++) {
            assertThat(acceptedAtSecondTry(failing)).as("step %s", failing).isFalse();
            assertThat(waiting()).isZero();
        }
    }

    private boolean acceptedAtSecondTry(int failing) throws IOException {
        Faults faults = new Faults(NEVER);
        try (DurableOutbox outbox = open(faults)) {
            List<StagedMail> mails = List.of(outbox.stage(Mails.TO_ANN, Mails.large(LARGE)));
            faults.left = failing;
            assertThatThrownBy(() -> outbox.submit(mails)).isInstanceOf(OutboxException.class);
            outbox.submit(mails);
            return true;
        } catch (OutboxException e) {
            return false;
        }
    }

    @Test
    void aRecordThatFailsLeavesTheMailClaimed() throws IOException {
        Faults faults = new Faults(NEVER);
        try (DurableOutbox outbox = open(faults)) {
            outbox.submit(List.of(Mails.staged(outbox, "x")));
            ClaimedMail mail = outbox.claim(1).get(0);
            StagedMail report = Mails.staged(outbox, "report");
            List<RecipientOutcome> failed = Mails.all(mail, new Outcome.Failed(Mails.BUSY));
            faults.left = 2;
            assertThatThrownBy(() -> outbox.record(mail, failed, List.of(report)))
                    .isInstanceOf(OutboxException.class);
            assertThat(outbox.claim(1)).isEmpty();

            outbox.record(mail, failed, List.of(report));
            assertThat(outbox.claim(5)).extracting(ClaimedMail::id).containsExactly(report.id());
        }
    }
}
