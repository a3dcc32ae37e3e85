package io.github.smtpra.outbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import io.github.smtpra.outbox.Mails;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.Terms;
import io.github.smtpra.outbox.content.ContentDisk;
import io.github.smtpra.outbox.content.ContentFiles;
import io.github.smtpra.outbox.content.MailContent;
import io.github.smtpra.outbox.content.NewMail;
import io.github.smtpra.outbox.store.Checkpoint.Moment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.jdbc4.JDBC4Connection;

class SqliteStoreTest extends OwedReportsContract {
    @TempDir
    Path directory;

    private volatile Checkpoint checkpoint = Checkpoint.NONE;
    private final AtomicInteger flushes = new AtomicInteger();

    @Override
    OutboxStore open() throws Exception {
        ContentFiles files = ContentFiles.in(directory.resolve("content"), ContentDisk.LOCAL);
        return SqliteStore.open(directory, files, moment -> {
            if (moment == Moment.AFTER_FLUSH) {
                flushes.incrementAndGet();
            }
            checkpoint.reached(moment);
        });
    }

    @Override
    Instant endReportLeases() {
        return NOW.plus(LEASE);
    }

    @Test
    void twentyWritersShareFlushes() throws Exception {
        int writers = 20;
        int each = 50;
        CountDownLatch firstGroup = new CountDownLatch(1);
        checkpoint = moment -> awaitOnce(moment, firstGroup);
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            all.add(threads.submit(() -> {
                for (int n = 0; n < each; n++) {
                    store.add(Changes.adding(List.of(mail())), NOW);
                }
                return true;
            }));
        }
        firstGroup.countDown();
        for (Future<?> one : all) {
            one.get();
        }
        threads.shutdown();

        assertThat(flushes.get()).isLessThan(writers * each / 3);
        assertThat(due(NOW, 2000, Set.of())).hasSize(writers * each);
    }

    private static void awaitOnce(Moment moment, CountDownLatch latch) throws IOException {
        try {
            if (moment == Moment.BEFORE_FLUSH) {
                latch.await();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void aFinalDotCostsNoFlush() throws Exception {
        var mail = mail();
        store.add(Changes.adding(List.of(mail)), NOW);
        int before = flushes.get();

        store.markFinalDot(mail.id(), List.of(0));

        assertThat(flushes.get()).isEqualTo(before);
    }

    @Test
    void oneFailureInAGroupFailsNoOther() throws Exception {
        var there = mail();
        store.add(Changes.adding(List.of(there)), NOW);
        CountDownLatch gathered = new CountDownLatch(1);
        checkpoint = moment -> awaitOnce(moment, gathered);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        Future<?> holdsUp = threads.submit(() -> add(mail()));
        Future<?> bad = threads.submit(() -> add(there));
        Future<?> good = threads.submit(() -> add(mail()));
        gathered.countDown();

        holdsUp.get();
        good.get();
        assertThatThrownBy(bad::get).hasCauseInstanceOf(OutboxException.class);
        threads.shutdown();
        assertThat(due(NOW, 10, Set.of())).hasSize(3);
    }

    private Boolean add(NewMail mail) throws OutboxException {
        store.add(Changes.adding(List.of(mail)), NOW);
        return true;
    }

    @Test
    void aCommitThatFailsKeepsNothingAndTheNextOneWorks() throws Exception {
        var refused = mail();
        failAt(Moment.BEFORE_FLUSH);
        assertThatThrownBy(() -> store.add(Changes.adding(List.of(refused)), NOW))
                .isInstanceOf(OutboxException.class)
                .isNotInstanceOf(UncertainCommitException.class);
        checkpoint = Checkpoint.NONE;

        store.add(Changes.adding(List.of(mail())), NOW);
        reopen();

        assertThat(due(NOW, 10, Set.of())).hasSize(1);
        assertThat(store.contains(refused.id())).isFalse();
    }

    @Test
    void aDiskThatFailsAltogetherLeavesDoubtAndSaysSo() {
        checkpoint = moment -> {
            if (moment == Moment.BEFORE_FLUSH || moment == Moment.BEFORE_REPAIR) {
                throw new IOException("disk failure");
            }
        };

        assertThatThrownBy(() -> store.add(Changes.adding(List.of(mail())), NOW))
                .isInstanceOf(UncertainCommitException.class);
    }

    private void failAt(Moment failing) {
        checkpoint = moment -> {
            if (moment == failing) {
                throw new IOException("disk full");
            }
        };
    }

    @Test
    void aContentMayLieInAFile() throws Exception {
        NewMail mail = new NewMail(MailId.next(NOW), Mails.TO_ANN, 70_000, NOW, new MailContent.InFile());

        store.add(Changes.adding(List.of(mail)), NOW);

        assertThat(store.content(mail.id())).contains(new MailContent.InFile());
    }

    @Test
    void aLaterFormatIsRefused() throws Exception {
        store.close();
        execute("PRAGMA user_version=99");

        assertThatThrownBy(this::open).isInstanceOf(OutboxException.class).hasMessageContaining("99");

        execute("PRAGMA user_version=4");
        store = open();
    }

    @Test
    void aFileOfFormat1IsUpgradedAndKeepsItsMails() throws Exception {
        store.close();
        writeFormat1();

        store = open();
        store.add(Changes.adding(List.of(mail(WISHES, "new\r\n"))), LATER);
        reopen();

        assertThat(first("PRAGMA user_version")).isEqualTo("4");
        List<ClaimedMail> due = due(LATER, 10, Set.of());
        assertThat(due.get(0).envelope()).isEqualTo(Envelope.from("a@x.example").to("b@y.example", "c@y.example"));
        assertThat(due.get(0).recipients())
                .extracting(ClaimedRecipient::attempts)
                .containsExactly(0, 3);
        assertThat(((MailContent.InRow) store.content(due.get(0).id()).orElseThrow()).octets())
                .isEqualTo("old".getBytes(StandardCharsets.US_ASCII));
        assertThat(due.get(1).envelope()).isEqualTo(WISHES);
        assertThat(store.prepared()).containsExactly(BRANCH);
        assertThat(store.commit(BRANCH, LATER)).isPresent();
        assertThat(due(LATER, 10, Set.of())).hasSize(3);
    }

    /** As version 0.1.0 has written it before reports had options. */
    private void writeFormat1() throws Exception {
        Files.delete(directory.resolve("outbox.db"));
        try (InputStream script = SqliteStoreTest.class.getResourceAsStream("format-1.sql")) {
            String text = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
            for (String statement : text.strip().split(";\\s*", 0)) {
                execute(statement);
            }
        }
    }

    /** Files as those versions have written them, with a mail in doubt, one waiting and one in a file. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aFileOfAnOlderFormatIsUpgradedInPlace(int format) throws Exception {
        store.close();
        try (InputStream file = SqliteStoreTest.class.getResourceAsStream("format-" + format + ".db")) {
            Files.copy(
                    Objects.requireNonNull(file), directory.resolve("outbox.db"), StandardCopyOption.REPLACE_EXISTING);
        }
        store = open();
        store.add(Changes.adding(List.of(mail(ALL_OPTIONS, "new\r\n"))), NOW);
        reopen();

        assertThat(first("PRAGMA user_version")).isEqualTo("4");
        List<ClaimedMail> due = due(NOW.plus(Duration.ofDays(30)), 10, Set.of());
        assertThat(due).extracting(ClaimedMail::terms).contains(Terms.NONE);
        assertThat(due.stream().flatMap(each -> each.recipients().stream()))
                .extracting(each -> each.recipient().mailbox().toString() + each.attempts() + each.possibleDuplicate())
                .contains("ann@example.org1true", "\"c@d\"@Example.NET1false", "bob@example.net0false");
        assertThat(store.prepared()).containsExactly(BRANCH);
        assertThat(store.operator().at("example.net", "", 10)).hasSize(2);
        assertThat(store.operator().at("example.org", "", 10)).hasSize(3);
    }

    /** As a power failure, or a disk that lies, may leave the log: cut off or overwritten at any place. */
    @Test
    void aLogTornOrCorruptAnywhereLosesItsTailOnly() throws Exception {
        int mails = 12;
        for (int i = 0; i < mails; i++) {
            store.add(Changes.adding(List.of(mail())), NOW.plusMillis(i));
        }
        byte[] database = Files.readAllBytes(directory.resolve("outbox.db"));
        byte[] log = Files.readAllBytes(directory.resolve("outbox.db-wal"));
        Random random = new Random(7);
        int before = -1;
        for (int cut = 0; cut <= log.length; cut += log.length / 16) {
            int found = foundIn(database, Arrays.copyOf(log, cut));
            assertThat(found).isBetween(Math.max(before, 0), mails);
            before = found;
            byte[] corrupt = log.clone();
            corrupt[Math.min(cut, log.length - 1)] ^= (byte) (1 + random.nextInt(255));
            assertThat(foundIn(database, corrupt)).isLessThanOrEqualTo(mails);
        }
        assertThat(foundIn(database, log)).isEqualTo(mails);
    }

    private static int foundIn(byte[] database, byte[] log) throws Exception {
        Path copy = Files.createTempDirectory("smtp-ra-torn");
        Files.write(copy.resolve("outbox.db"), database);
        Files.write(copy.resolve("outbox.db-wal"), log);
        ContentFiles files = ContentFiles.in(copy.resolve("content"), ContentDisk.LOCAL);
        try (OutboxStore torn = SqliteStore.open(copy, files, Checkpoint.NONE)) {
            List<ClaimedMail> due = torn.claim(LATER, 100, Set.of());
            assertThat(due).allMatch(mail -> mail.recipients().size() == 1);
            // What is left is the beginning, whole, and it goes on.
            torn.add(Changes.adding(List.of(mail())), NOW);
            return due.size();
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws Exception {
        store.close();
        Files.writeString(directory.resolve("outbox.db"), "this is not a database, but it is long enough".repeat(30));

        assertThatThrownBy(this::open).isInstanceOf(OutboxException.class);
    }

    @Test
    void noThreadOutlivesTheStoreAndTheNativeLibraryIsSwept() {
        store.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("smtp-ra-outbox"));
        assertThat(directory.resolve("native"))
                .satisfiesAnyOf(path -> assertThat(path).doesNotExist(), path -> assertThat(path)
                        .isEmptyDirectory());
    }

    /** The statements of the hot road, each with the index that it must go by: none reads a whole table. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "message_due | SELECT mail_id FROM message WHERE rank = 0 AND due_at <= 5 ORDER BY due_at, mail_id",
                "message_due | SELECT rank FROM message WHERE due_at IS NOT NULL AND rank > 0 ORDER BY rank LIMIT 1",
                "message_key | SELECT mail_id, branch FROM message WHERE idempotency_key = 'x'",
                "message_branch | SELECT mail_id FROM message WHERE branch = 'x'",
                "message_cancelled | SELECT mail_id FROM message WHERE cancelled_by = 'x'",
                "recipient_domain | SELECT mail_id FROM recipient WHERE domain = 'x' AND mail_id > '' ORDER BY mail_id",
                "used_key_expiry | SELECT mail_id FROM used_key WHERE expires_at <= 1 ORDER BY expires_at LIMIT 10",
                "report_due | SELECT report_id FROM report WHERE due_at <= 5 ORDER BY due_at, report_id LIMIT 10",
                "report_made | SELECT report_id, mail_id, calls FROM report WHERE made_at < 5 LIMIT 10",
                "report_claimed | SELECT 1 FROM report WHERE claimed_by = 'x' LIMIT 1",
                "message_token | SELECT mail_id FROM message WHERE return_token = 'x' AND branch IS NULL",
                "awaited_expiry | SELECT return_token FROM awaited WHERE expires_at <= 1 ORDER BY expires_at LIMIT 10"
            })
    void theHotRoadReadsAlongIndexes(String index, String query) throws Exception {
        store.close();
        try (var connection = connection();
                var plan = connection.prepareStatement("EXPLAIN QUERY PLAN " + query);
                var rows = plan.executeQuery()) {
            rows.next();
            assertThat(rows.getString("detail")).startsWith("SEARCH").contains(index);
            assertThat(rows.next()).isFalse();
        }
    }

    private String first(String query) throws SQLException {
        try (var connection = connection();
                var prepared = connection.prepareStatement(query);
                var rows = prepared.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void execute(String statement) throws SQLException {
        try (var connection = connection();
                var prepared = connection.prepareStatement(statement)) {
            prepared.execute();
        }
    }

    private JDBC4Connection connection() throws SQLException {
        String file = directory.resolve("outbox.db").toString();
        return new JDBC4Connection("jdbc:sqlite:" + file, file, new Properties());
    }
}
