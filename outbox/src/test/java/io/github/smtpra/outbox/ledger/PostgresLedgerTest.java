package io.github.smtpra.outbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on PostgreSQL, and what is only there: several servers. */
class PostgresLedgerTest extends InboundLedgerContract {
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    private @Nullable DataSource database;
    private @Nullable InboundLedger other;

    @Override
    InboundLedger open() throws IOException {
        return open("one");
    }

    private InboundLedger open(String node) throws IOException {
        return Ledgers.acquire(
                directory.resolve(node),
                new SharedLedger(source(), node, LONGEST),
                clock,
                new LedgerSettings(Duration.ofDays(1), LedgerDurability.PROCESS_CRASH));
    }

    private DataSource source() throws IOException {
        DataSource known = database;
        if (known == null) {
            known = newDatabase();
            database = known;
        }
        return known;
    }

    private static DataSource newDatabase() throws IOException {
        try {
            return PostgresServer.get().newDatabase();
        } catch (SQLException | InterruptedException e) {
            throw new IOException(e);
        }
    }

    private InboundLedger openOther() throws IOException {
        InboundLedger opened = open("two");
        other = opened;
        return opened;
    }

    @AfterEach
    void closeOther() {
        if (other != null) {
            other.close();
        }
    }

    private int execute(String statement) throws SQLException, IOException {
        try (var connection = source().getConnection();
                var prepared = connection.prepareStatement(statement)) {
            return prepared.executeUpdate();
        }
    }

    @Test
    void whatOneServerHasDoneTheOthersAnswer() throws Exception {
        InboundLedger second = openOther();
        ledger.begin(KEY);
        ledger.done(KEY, TAKEN);

        assertThat(second.begin(KEY)).isEqualTo(new Entry.Done(TAKEN));
        second.heard(KEY);
        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Fresh());
    }

    @Test
    void whatOneServerIsAtNoOtherBegins() throws Exception {
        InboundLedger second = openOther();
        ledger.begin(KEY);

        assertThat(second.begin(KEY)).isEqualTo(new Entry.InProgress());
        ledger.undone(KEY);
        assertThat(second.begin(KEY)).isEqualTo(new Entry.Fresh());
    }

    @Test
    void whatADeadServerWasAtIsARedeliveryWhenADeliveryCanNotTakeSoLong() throws Exception {
        InboundLedger second = openOther();
        ledger.begin(KEY);

        assertThat(execute("UPDATE inbound_ledger_1 SET busy_until = 0")).isEqualTo(1);

        assertThat(second.begin(KEY)).isEqualTo(new Entry.Redelivered());
    }

    @Test
    void whatEndedNobodyKnowsHowIsARedeliveryAtAnyServer() throws Exception {
        InboundLedger second = openOther();
        ledger.begin(KEY);
        ledger.lost(KEY);

        assertThat(second.begin(KEY)).isEqualTo(new Entry.Redelivered());
    }

    @Test
    void aServerThatWasThoughtDeadStillSaysWhatItHasDone() throws Exception {
        InboundLedger second = openOther();
        ledger.begin(KEY);
        execute("UPDATE inbound_ledger_1 SET busy_until = 0");
        second.begin(KEY);

        ledger.done(KEY, TAKEN);
        second.undone(KEY);

        assertThat(second.begin(KEY)).isEqualTo(new Entry.Done(TAKEN));
    }

    @Test
    void ofManyThatBeginAtOnceOneDoes() throws Exception {
        InboundLedger second = openOther();
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Future<Entry>> begun = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                InboundLedger one = i % 2 == 0 ? ledger : second;
                begun.add(clients.submit(() -> one.begin(KEY)));
            }
            int fresh = 0;
            for (Future<Entry> one : begun) {
                fresh += one.get().equals(new Entry.Fresh()) ? 1 : 0;
            }
            assertThat(fresh).isEqualTo(1);
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void whatIsOlderThanTheWindowIsRemoved() throws Exception {
        ledger.begin(KEY);
        ledger.done(KEY, TAKEN);
        clock.advance(Duration.ofDays(2));

        restart();

        assertThat(execute("DELETE FROM inbound_ledger_1")).isZero();
    }

    @Test
    void aStepThatTheDatabaseDoesNotTakeIsKnownHere() throws Exception {
        ledger.begin(KEY);
        execute("ALTER TABLE inbound_ledger_1 RENAME TO away");
        assertThatThrownBy(() -> ledger.begin(OTHER))
                .isInstanceOf(OutboxException.class)
                .hasMessageContaining("shared ledger");
        assertThatThrownBy(() -> ledger.done(KEY, TAKEN)).isInstanceOf(OutboxException.class);

        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Done(TAKEN));
        execute("ALTER TABLE away RENAME TO inbound_ledger_1");
        assertThat(ledger.begin(OTHER)).isEqualTo(new Entry.Fresh());
        restart();
        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Redelivered());
    }

    @Test
    void aSecondDeploymentOfTheSameActivationIsRefused() throws Exception {
        assertThatThrownBy(() -> PostgresLedger.open(
                        directory.resolve("one").toRealPath(),
                        new SharedLedger(source(), "one", LONGEST),
                        clock,
                        LedgerSettings.DEFAULT))
                .isInstanceOf(OutboxException.class)
                .hasMessageContaining("in use");
    }
}
