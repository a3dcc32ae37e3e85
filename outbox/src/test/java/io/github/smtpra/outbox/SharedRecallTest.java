package io.github.smtpra.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.outbox.postgres.PostgresServer;
import io.github.smtpra.outbox.store.SharedDatabase;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In an outbox that several servers share: a verb reaches what waits for its turn at the server that is asked. */
class SharedRecallTest extends RecallContract {
    @TempDir
    Path directory;

    private @Nullable DataSource database;

    @Override
    Outbox acquire() throws Exception {
        if (database == null) {
            database = PostgresServer.get().newDatabase();
        }
        return acquire("one");
    }

    private DataSource source() {
        if (database == null) {
            throw new AssertionError("no database");
        }
        return database;
    }

    private Outbox acquire(String node) throws OutboxException {
        SharedDatabase shared = new SharedDatabase(source(), node, SharedDatabase.LEASE);
        return Outboxes.acquire(directory.resolve(node), shared, clock);
    }

    @Test
    void whatWaitsAtOneServerIsLetAloneByAnother() throws Exception {
        ClaimedMail mail = claimed("ann@example.org");
        try (Outbox other = acquire("two")) {
            assertThat(other.queue().hold(mail.id())).isFalse();
            assertThat(other.queue().cancel(mail.id())).isFalse();
            assertThat(queue.hold(mail.id())).isTrue();
            assertThat(other.queue().release(mail.id())).isTrue();

            assertThat(other.claim(10)).extracting(ClaimedMail::id).containsExactly(mail.id());
        }
    }

    @Test
    void whatAPauseGivesBackTheOtherServerGetsOnceItIsOver() throws Exception {
        ClaimedMail mail = claimed("ann@example.org");
        try (Outbox other = acquire("two")) {
            queue.pause();
            assertThat(other.claim(10)).isEmpty();
            other.queue().resume();

            assertThat(other.claim(10)).extracting(ClaimedMail::id).containsExactly(mail.id());
        }
    }

    /** It was cut off, and does not know yet. */
    @Test
    void whatAnotherServerHasTakenOverIsLetAlone() throws Exception {
        ClaimedMail mail = claimed("ann@example.org");
        try (Outbox other = acquire("two")) {
            try (var connection = source().getConnection();
                    var leasesEnd = connection.prepareStatement("UPDATE message SET claimed_until = 0")) {
                leasesEnd.executeUpdate();
            }
            assertThat(other.claim(10)).hasSize(1);

            assertThat(queue.hold(mail.id())).isFalse();
            assertThat(queue.cancel(mail.id())).isFalse();
            assertThat(other.queue().cancel(mail.id())).isTrue();
        }
    }
}
