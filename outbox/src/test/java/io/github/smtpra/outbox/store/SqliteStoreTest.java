package io.github.smtpra.outbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import io.github.smtpra.outbox.OutboxException;
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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.jdbc4.JDBC4Connection;

class SqliteStoreTest extends OutboxStoreContract {
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
                    store.add(List.of(mail()), NOW);
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
        assertThat(store.due(NOW, 2000, Set.of())).hasSize(writers * each);
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
        store.add(List.of(mail), NOW);
        int before = flushes.get();

        store.markFinalDot(mail.id(), List.of(0));

        assertThat(flushes.get()).isEqualTo(before);
    }

    @Test
    void oneFailureInAGroupFailsNoOther() throws Exception {
        var there = mail();
        store.add(List.of(there), NOW);
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
        assertThat(store.due(NOW, 10, Set.of())).hasSize(3);
    }

    private Boolean add(NewMail mail) throws OutboxException {
        store.add(List.of(mail), NOW);
        return true;
    }

    @Test
    void aCommitThatFailsKeepsNothingAndTheNextOneWorks() throws Exception {
        var refused = mail();
        failAt(Moment.BEFORE_FLUSH);
        assertThatThrownBy(() -> store.add(List.of(refused), NOW))
                .isInstanceOf(OutboxException.class)
                .isNotInstanceOf(UncertainCommitException.class);
        checkpoint = Checkpoint.NONE;

        store.add(List.of(mail()), NOW);
        reopen();

        assertThat(store.due(NOW, 10, Set.of())).hasSize(1);
        assertThat(store.contains(refused.id())).isFalse();
    }

    @Test
    void aDiskThatFailsAltogetherLeavesDoubtAndSaysSo() {
        checkpoint = moment -> {
            if (moment == Moment.BEFORE_FLUSH || moment == Moment.BEFORE_REPAIR) {
                throw new IOException("disk failure");
            }
        };

        assertThatThrownBy(() -> store.add(List.of(mail()), NOW)).isInstanceOf(UncertainCommitException.class);
    }

    private void failAt(Moment failing) {
        checkpoint = moment -> {
            if (moment == failing) {
                throw new IOException("disk full");
            }
        };
    }

    @Test
    void aLaterFormatIsRefused() throws Exception {
        store.close();
        execute("PRAGMA user_version=99");

        assertThatThrownBy(this::open).isInstanceOf(OutboxException.class).hasMessageContaining("99");

        execute("PRAGMA user_version=2");
        store = open();
    }

    @Test
    void aFileOfFormat1IsUpgradedAndKeepsItsMails() throws Exception {
        store.close();
        writeFormat1();

        store = open();
        store.add(List.of(mail(WISHES, "new\r\n")), LATER);
        reopen();

        assertThat(first("PRAGMA user_version")).isEqualTo("2");
        List<ClaimedMail> due = store.due(LATER, 10, Set.of());
        assertThat(due.get(0).envelope()).isEqualTo(Envelope.from("a@x.example").to("b@y.example", "c@y.example"));
        assertThat(due.get(0).recipients())
                .extracting(ClaimedRecipient::attempts)
                .containsExactly(0, 3);
        assertThat(((MailContent.InRow) store.content(due.get(0).id()).orElseThrow()).octets())
                .isEqualTo("old".getBytes(StandardCharsets.US_ASCII));
        assertThat(due.get(1).envelope()).isEqualTo(WISHES);
        assertThat(store.prepared()).containsExactly(BRANCH);
        assertThat(store.commit(BRANCH, LATER)).isTrue();
        assertThat(store.due(LATER, 10, Set.of())).hasSize(3);
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

    @Test
    void claimsReadAlongTheIndex() throws Exception {
        store.close();
        try (var connection = connection();
                var plan = connection.prepareStatement("EXPLAIN QUERY PLAN SELECT mail_id FROM message"
                        + " WHERE due_at <= 5 ORDER BY due_at, mail_id");
                var rows = plan.executeQuery()) {
            rows.next();
            assertThat(rows.getString("detail")).contains("message_due");
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
