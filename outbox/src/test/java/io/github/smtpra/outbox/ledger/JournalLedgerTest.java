package io.github.smtpra.outbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.Outboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JournalLedgerTest extends InboundLedgerContract {
    private static final long SMALL = 2000;

    @TempDir
    Path directory;

    @Override
    InboundLedger open() throws IOException {
        return JournalLedger.open(directory, clock, LedgerSettings.DEFAULT, SMALL);
    }

    private Path journal() {
        return directory.resolve("ledger.journal");
    }

    private static DeliveryKey key(int number) {
        return new DeliveryKey("bean", String.format("%064x", number));
    }

    @Test
    void aTailTornAtAnyOctetLosesTheLastNoteOnly() throws IOException {
        ledger.begin(KEY);
        ledger.done(KEY, TAKEN);
        ledger.close();
        int before = (int) Files.size(journal());
        ledger = open();
        ledger.begin(OTHER);
        ledger.close();
        byte[] whole = Files.readAllBytes(journal());

        for (int length = before; length < whole.length; length++) {
            Files.write(journal(), Arrays.copyOf(whole, length));
            ledger = open();
            assertThat(Files.size(journal())).isEqualTo(before);
            assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Done(TAKEN));
            assertThat(ledger.begin(OTHER)).isEqualTo(new Entry.Fresh());
            ledger.close();
        }
        ledger = open();
    }

    @Test
    void aNoteCorruptInAnyOctetIsCutOff() throws IOException {
        ledger.begin(KEY);
        ledger.done(KEY, TAKEN);
        ledger.close();
        int before = (int) Files.size(journal());
        ledger = open();
        ledger.begin(OTHER);
        ledger.close();
        byte[] whole = Files.readAllBytes(journal());

        for (int at = before; at < whole.length; at++) {
            byte[] corrupt = whole.clone();
            corrupt[at] ^= 0x55;
            Files.write(journal(), corrupt);
            ledger = open();
            assertThat(ledger.begin(OTHER)).as("octet %s", at).isEqualTo(new Entry.Fresh());
            ledger.close();
        }
        ledger = open();
    }

    @Test
    void whatFollowsATornNoteIsReadAgain() throws IOException {
        ledger.close();
        Files.write(journal(), new byte[] {0, 0, 0, 90, 1, 2}, StandardOpenOption.APPEND);
        ledger = open();
        ledger.begin(KEY);
        restart();

        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Redelivered());
    }

    @Test
    void aFileThatIsNoLedgerIsRefusedAndKept() throws IOException {
        ledger.close();
        Files.writeString(journal(), "somebody else's precious file");

        assertThatThrownBy(this::open).isInstanceOf(OutboxException.class).hasMessageContaining("ledger");

        assertThat(journal()).hasContent("somebody else's precious file");
        Files.delete(journal());
        ledger = open();
    }

    @Test
    void theFileStaysSmallWhileDeliveriesComeAndGo() throws IOException {
        ledger.begin(KEY);
        ledger.done(KEY, TAKEN);
        for (int i = 0; i < 500; i++) {
            ledger.begin(key(i));
            ledger.done(key(i), TAKEN);
            ledger.heard(key(i));
        }

        assertThat(Files.size(journal())).isLessThan(2 * SMALL);
        restart();
        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Done(TAKEN));
        assertThat(ledger.begin(key(499))).isEqualTo(new Entry.Fresh());
    }

    @Test
    void compactionKeepsWhatLivesAndDropsWhatHasExpired() throws IOException {
        ledger.begin(OTHER);
        clock.advance(Duration.ofDays(2));
        for (int i = 0; i < 100; i++) {
            ledger.begin(key(i));
        }
        restart();

        for (int i = 0; i < 100; i++) {
            assertThat(ledger.begin(key(i))).isEqualTo(new Entry.Redelivered());
        }
        assertThat(ledger.begin(OTHER)).isEqualTo(new Entry.Fresh());
    }

    @Test
    void aCrashInCompactionLeavesTheOldFile() throws IOException {
        ledger.begin(KEY);
        ledger.close();
        Path half = Files.writeString(directory.resolve("ledger.journal.next"), "smtp-ra led");
        ledger = open();

        assertThat(half).doesNotExist();
        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Redelivered());
    }

    @Test
    void anInterruptHarmsNobody() throws IOException {
        Thread.currentThread().interrupt();
        ledger.begin(KEY);
        assertThat(Thread.interrupted()).isTrue();

        ledger.done(KEY, TAKEN);
        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Done(TAKEN));
    }

    @Test
    void onceClosedNothingBegins() {
        ledger.close();

        assertThatThrownBy(() -> ledger.begin(KEY)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @EnumSource(LedgerDurability.class)
    void manyThreadsDeliverAtOnce(LedgerDurability durability, @TempDir Path shared) throws Exception {
        LedgerSettings settings = new LedgerSettings(Duration.ofHours(1), durability);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (JournalLedger busy = JournalLedger.open(shared, clock, settings, SMALL)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int first = i * 100;
                all.add(threads.submit(() -> deliver(busy, first)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        threads.shutdown();
        try (JournalLedger again = JournalLedger.open(shared, clock, settings, SMALL)) {
            for (int i = 0; i < 800; i++) {
                Entry expected = i % 2 == 0 ? new Entry.Fresh() : new Entry.Done(TAKEN);
                assertThat(again.begin(key(i))).isEqualTo(expected);
            }
        }
    }

    private static Boolean deliver(InboundLedger ledger, int first) throws IOException {
        for (int i = first; i < first + 100; i++) {
            assertThat(ledger.begin(key(i))).isEqualTo(new Entry.Fresh());
            ledger.done(key(i), TAKEN);
            if (i % 2 == 0) {
                ledger.heard(key(i));
            }
        }
        return true;
    }

    @Test
    void aLedgerIsSharedAndLivesBesideAnOutbox(@TempDir Path shared) throws IOException {
        InboundLedger first = Ledgers.acquire(shared, clock, LedgerSettings.DEFAULT);
        try (Outbox outbox = Outboxes.acquire(shared, clock);
                InboundLedger second = Ledgers.acquire(shared, clock, LedgerSettings.DEFAULT)) {
            first.begin(KEY);
            assertThat(second.begin(KEY)).isEqualTo(new Entry.InProgress());
            first.close();
            first.close();
            second.done(KEY, TAKEN);
            assertThat(outbox.nextDue()).isEmpty();
        }
    }

    @Test
    void keysAreCheckedAndEqualByValue() {
        byte[] digest = new byte[32];
        digest[31] = 7;

        assertThat(DeliveryKey.of("bean", digest)).isEqualTo(key(7));
        assertThatThrownBy(() -> DeliveryKey.of("bean", new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DeliveryKey("x".repeat(1001), "ab".repeat(32)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LedgerSettings(Duration.ZERO, LedgerDurability.PROCESS_CRASH))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
