package io.github.smtpra.outbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fails each step of the journal in turn, once and from then on for good: what the ledger has promised it keeps, also
 * over a restart, and what it could not note it has refused.
 */
class FaultyLedgerTest {
    private static final Reply OK = Reply.of(250, "2.0.0", "taken");
    private static final LedgerSettings FLUSHED =
            new LedgerSettings(LedgerSettings.DEFAULT.window(), LedgerDurability.POWER_FAILURE);
    /** So small that the file is compacted on the way. */
    private static final long COMPACT_AT = 600;

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();
    private final Map<DeliveryKey, Entry> promised = new HashMap<>();

    /** When steps fail. */
    private enum Failing {
        ONCE,
        FOR_GOOD
    }

    /** Fails from a step on. */
    private static final class Faults implements LedgerDisk {
        private final int failing;
        private final Failing failure;
        private int steps;

        Faults(int failing, Failing failure) {
            this.failing = failing;
            this.failure = failure;
        }

        boolean happened() {
            return steps >= failing;
        }

        private void step() throws IOException {
            steps++;
            if (steps == failing || steps > failing && failure == Failing.FOR_GOOD) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public Open open(Path file) throws IOException {
            step();
            Open open = LOCAL.open(file);
            return new Open() {
                @Override
                public long length() throws IOException {
                    return open.length();
                }

                @Override
                public void write(long at, byte[] octets) throws IOException {
                    try {
                        step();
                    } catch (IOException e) {
                        // A full disk takes the first part.
                        open.write(at, java.util.Arrays.copyOf(octets, octets.length / 2));
                        throw e;
                    }
                    open.write(at, octets);
                }

                @Override
                public void truncate(long length) throws IOException {
                    step();
                    open.truncate(length);
                }

                @Override
                public void force() throws IOException {
                    step();
                    open.force();
                }

                @Override
                public void close() throws IOException {
                    open.close();
                }
            };
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            step();
            LOCAL.rename(from, to);
        }
    }

    private static DeliveryKey key(int number) {
        return new DeliveryKey("bean", String.format("%064x", number));
    }

    private JournalLedger open(LedgerDisk disk) throws OutboxException {
        return JournalLedger.open(directory, clock, FLUSHED, new JournalLedger.Ground(disk, COMPACT_AT));
    }

    @Test
    void everyStepMayFail() throws IOException {
        for (Failing failure : Failing.values()) {
            int failing = 1;
            Faults faults;
            do {
                promised.clear();
                faults = new Faults(failing++, failure);
                live(faults, 1000 * failing);
                assertPromisesAreKept(failing);
            } while (faults.happened());
            assertThat(failing).isGreaterThan(25);
        }
    }

    /** Begins and ends some deliveries; notes what was promised. */
    private void live(Faults faults, int first) {
        try (JournalLedger ledger = open(faults)) {
            for (int i = first; i < first + 10; i++) {
                deliver(ledger, key(i));
            }
        } catch (IOException e) {
            // It could not even be opened: nothing was promised.
            assertThat(promised).isEmpty();
        }
    }

    private void deliver(JournalLedger ledger, DeliveryKey key) {
        try {
            ledger.begin(key);
        } catch (IOException e) {
            // Refused: the client hears 451, the bean nothing.
            return;
        }
        promised.put(key, new Entry.Redelivered());
        try {
            ledger.done(key, OK);
            promised.put(key, new Entry.Done(OK));
        } catch (IOException e) {
            // After a restart it may seem begun, or done: never fresh, which would repeat the bean unmarked.
            promised.put(key, new Entry.InProgress());
        }
    }

    private void assertPromisesAreKept(int failing) throws IOException {
        try (JournalLedger ledger = open(LedgerDisk.LOCAL)) {
            for (Map.Entry<DeliveryKey, Entry> each : promised.entrySet()) {
                Entry found = ledger.begin(each.getKey());
                if (each.getValue() instanceof Entry.InProgress) {
                    assertThat(found).as("step %s", failing).isNotInstanceOf(Entry.Fresh.class);
                } else {
                    assertThat(found).as("step %s", failing).isEqualTo(each.getValue());
                }
            }
        }
    }
}
