package io.github.smtpra.outbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.report.WantedReports;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Mails;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RecipientOutcome;
import io.github.smtpra.outbox.content.ContentDisk;
import io.github.smtpra.outbox.content.ContentFiles;
import io.github.smtpra.outbox.content.MailContent;
import io.github.smtpra.outbox.content.NewMail;
import io.github.smtpra.outbox.postgres.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on PostgreSQL, and what is only there: several servers. */
class PostgresStoreTest extends OwedReportsContract {
    @TempDir
    Path directory;

    private @Nullable DataSource database;
    private final ManualHeartbeat heartbeat = new ManualHeartbeat();
    private @Nullable OutboxStore other;

    @Override
    OutboxStore open() throws Exception {
        if (database == null) {
            database = PostgresServer.get().newDatabase();
        }
        return open("one", heartbeat);
    }

    private OutboxStore open(String node, Heartbeat beats) throws Exception {
        ContentFiles files = ContentFiles.in(directory.resolve(node), ContentDisk.LOCAL);
        return PostgresStore.open(new SharedDatabase(source(), node, LEASE), files, Checkpoint.NONE, beats);
    }

    private DataSource source() {
        if (database == null) {
            throw new AssertionError("no database");
        }
        return database;
    }

    private OutboxStore openOther() throws Exception {
        OutboxStore opened = open("two", new ManualHeartbeat());
        other = opened;
        return opened;
    }

    @AfterEach
    void closeOther() {
        if (other != null) {
            other.close();
        }
    }

    private void execute(String statement) throws SQLException {
        try (var connection = source().getConnection();
                var prepared = connection.prepareStatement(statement)) {
            prepared.execute();
        }
    }

    /** As if a server had been dead for longer than its lease. */
    private void endLeases() throws SQLException {
        execute("UPDATE message SET claimed_until = 0 WHERE claimed_until IS NOT NULL");
    }

    private NewMail sent() throws OutboxException {
        NewMail mail = mail();
        store.add(Changes.adding(List.of(mail)), NOW);
        return mail;
    }

    private static List<RecipientOutcome> delivered(NewMail mail) {
        return List.of(new RecipientOutcome(0, mail.envelope().recipients().get(0), new Outcome.Delivered(Mails.OK)));
    }

    @Override
    Instant endReportLeases() throws SQLException {
        execute("UPDATE report SET due_at = 0 WHERE claimed_by IS NOT NULL");
        return NOW;
    }

    /** Two servers whose clocks are far apart: what counts is the database's. */
    @Test
    void theLeaseOfAReportGoesByTheDatabasesClock() throws Exception {
        OutboxStore second = openOther();
        NewMail mail = mail(Mails.TO_ANN, SendOptions.NONE.withReports(WantedReports.ALL));
        store.add(Changes.adding(List.of(mail)), NOW);
        store.take(mail.id(), NOW);
        store.record(mail.id(), delivered(mail), List.of(), NOW);
        Instant ahead = NOW.plus(Duration.ofDays(1));

        assertThat(store.reports().claim(10, NOW, LEASE)).hasSize(1);
        assertThat(second.reports().claim(10, ahead, LEASE)).isEmpty();
        assertThat(second.reports().nextDue(ahead).orElseThrow()).isAfter(ahead);
        endReportLeases();
        assertThat(second.reports().claim(10, NOW.minus(Duration.ofDays(1)), LEASE))
                .hasSize(1);
        assertThat(store.reports().claim(10, ahead, LEASE)).isEmpty();
    }

    @Test
    void whatOneServerHasInHandNoOtherGets() throws Exception {
        OutboxStore second = openOther();
        NewMail mail = sent();

        assertThat(second.claim(NOW, 10, Set.of())).hasSize(1);

        assertThat(store.claim(NOW, 10, Set.of())).isEmpty();
        assertThat(store.take(mail.id(), NOW)).isFalse();
        assertThat(store.nextDue(Set.of())).isPresent();
        second.giveBack(mail.id());
        assertThat(store.claim(NOW, 10, Set.of())).hasSize(1);
    }

    @Test
    void aDeadServersMailIsTakenOverWhenItsLeaseHasEnded() throws Exception {
        OutboxStore second = openOther();
        NewMail mail = sent();
        second.claim(NOW, 10, Set.of());
        second.markFinalDot(mail.id(), List.of(0));
        endLeases();

        ClaimedMail taken = store.claim(NOW, 10, Set.of()).get(0);
        assertThat(taken.recipients().get(0).possibleDuplicate()).isTrue();

        // Should it come back to life: it neither sends nor records.
        assertThatThrownBy(() -> second.markFinalDot(mail.id(), List.of(0))).isInstanceOf(OutboxException.class);
        assertThatThrownBy(() -> second.record(mail.id(), delivered(mail), List.of(), NOW))
                .isInstanceOf(ClaimLostException.class);
        assertThatThrownBy(() -> second.operator().hold(mail.id())).isInstanceOf(ClaimLostException.class);
        second.giveBack(mail.id());
        assertThat(store.record(mail.id(), delivered(mail), List.of(), NOW)).isTrue();
    }

    @Test
    void aServerThatLivesRenewsItsLeases() throws Exception {
        NewMail mail = sent();
        store.claim(NOW, 10, Set.of());
        execute("UPDATE message SET claimed_until = 30000 +"
                + " CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)");

        heartbeat.beat();

        try (var connection = source().getConnection();
                var query = connection.prepareStatement("SELECT COUNT(*) FROM message WHERE claimed_until >"
                        + " 200000 + extract(epoch FROM clock_timestamp()) * 1000");
                var row = query.executeQuery()) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(1);
        }
        assertThat(store.record(mail.id(), delivered(mail), List.of(), NOW)).isTrue();
    }

    @Test
    void aServerThatComesBackHasNothingInHand() throws Exception {
        sent();
        store.claim(NOW, 10, Set.of());

        reopen();

        assertThat(store.claim(NOW, 10, Set.of())).hasSize(1);
    }

    @Test
    void manyClaimsOfTwoServersGiveEachMailOnce() throws Exception {
        OutboxStore second = openOther();
        int mails = 200;
        for (int i = 0; i < mails; i++) {
            sent();
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<List<MailId>>> claims = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            OutboxStore claiming = i % 2 == 0 ? store : second;
            claims.add(threads.submit(() -> claimAll(claiming)));
        }
        List<MailId> all = new ArrayList<>();
        for (Future<List<MailId>> claim : claims) {
            all.addAll(claim.get());
        }
        threads.shutdown();

        assertThat(all).hasSize(mails);
        assertThat(new HashSet<>(all)).hasSize(mails);
    }

    private static List<MailId> claimAll(OutboxStore claiming) throws OutboxException {
        List<MailId> all = new ArrayList<>();
        List<ClaimedMail> some = claiming.claim(NOW, 7, Set.of());
        while (!some.isEmpty()) {
            some.forEach(mail -> all.add(mail.id()));
            some = claiming.claim(NOW, 7, Set.of());
        }
        return all;
    }

    @Test
    void aBranchIsRecoveredByTheNodeThatHasPreparedIt() throws Exception {
        OutboxStore second = openOther();
        BranchId theirs = new BranchId(7, "aa02", "bb02");
        store.prepare(BRANCH, Changes.adding(List.of(mail())), NOW);
        second.prepare(theirs, Changes.adding(List.of(mail())), NOW);

        assertThat(store.prepared()).containsExactly(BRANCH);
        assertThat(second.prepared()).containsExactly(theirs);
        reopen();
        assertThat(store.prepared()).containsExactly(BRANCH);
    }

    @Test
    void aSecondServerOfTheSameNameIsRefused() throws Exception {
        assertThatThrownBy(() -> open("one", new ManualHeartbeat()))
                .isInstanceOf(OutboxException.class)
                .hasMessageContaining("one")
                .hasMessageContaining("its own name");
        reopen();
    }

    @Test
    void aKeyIsOneForAllServers() throws Exception {
        OutboxStore second = openOther();
        NewMail first = mail(Mails.TO_ANN, SendOptions.NONE.withIdempotencyKey("k"));
        store.add(Changes.adding(List.of(first)), NOW);

        NewMail again = mail(Mails.TO_ANN, SendOptions.NONE.withIdempotencyKey("k"));
        assertThat(second.add(Changes.adding(List.of(again)), NOW)).containsExactly(first.id());
    }

    @Test
    void aLargeContentIsReadByAnotherServerThanItWasSentBy() throws Exception {
        OutboxStore second = openOther();
        MailId id = MailId.next(NOW);
        int size = 3 * ContentParts.PART + 17;
        Path file = directory.resolve("one").resolve(id.value());
        Files.write(file, Mails.large(size).readAllBytes());
        NewMail mail = new NewMail(id, Mails.TO_ANN, size, NOW, new MailContent.InFile());

        store.add(Changes.adding(List.of(mail)), NOW);

        assertThat(file).doesNotExist();
        MailContent content = second.content(id).orElseThrow();
        assertThat(((MailContent.Streamed) content).stream()).hasSameContentAs(Mails.large(size));
        second.take(id, NOW);
        second.record(id, delivered(mail), List.of(), NOW);
        try (var connection = source().getConnection();
                var query = connection.prepareStatement("SELECT COUNT(*) FROM content_part");
                var row = query.executeQuery()) {
            row.next();
            assertThat(row.getInt(1)).isZero();
        }
    }

    @Test
    void aConnectionThatBreaksIsReplaced() throws Exception {
        NewMail mail = sent();
        PostgresServer.cutConnections(source());

        assertThatThrownBy(this::sent).isInstanceOf(OutboxException.class);
        assertThatThrownBy(() -> store.contains(mail.id())).isInstanceOf(OutboxException.class);

        assertThat(store.contains(mail.id())).isTrue();
        sent();
        assertThat(due(NOW, 10, Set.of())).hasSize(2);
    }

    @Test
    void aLaterFormatIsRefused() throws Exception {
        store.close();
        execute("UPDATE outbox_format SET version = 99");

        assertThatThrownBy(this::open).isInstanceOf(OutboxException.class).hasMessageContaining("99");

        execute("UPDATE outbox_format SET version = 4");
        store = open();
    }

    @Test
    void tablesOfFormat3AreUpgradedAndKeepTheirMails() throws Exception {
        NewMail mail = sent();
        store.close();
        execute("DROP TABLE report, report_recipient, awaited");
        execute("ALTER TABLE message DROP COLUMN reports, DROP COLUMN correlation, DROP COLUMN channel,"
                + " DROP COLUMN return_token, DROP COLUMN sender_path");
        execute("UPDATE outbox_format SET version = 3");

        store = open();

        assertThat(due(NOW, 10, Set.of()).get(0).id()).isEqualTo(mail.id());
        whatHasEndedIsOwedWithAllThatIsKnown();
    }
}
