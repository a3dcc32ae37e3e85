package io.github.smtpra.outbox;

import static javax.transaction.xa.XAResource.TMSTARTRSCAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.outbox.CrashingProcess.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills a process at each point, and looks at what the next one finds. The process is real, and so is the kill. */
class CrashTest {
    @TempDir
    Path directory;

    private @Nullable Outbox opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private Outbox afterKillAt(Point... points) throws Exception {
        for (Point point : points) {
            assertThat(CrashingProcess.run(directory, point)).isEqualTo(CrashingProcess.KILLED);
        }
        Outbox outbox = Outboxes.acquire(directory, Clock.systemUTC());
        opened = outbox;
        return outbox;
    }

    @ParameterizedTest
    @EnumSource(names = {"STAGED", "BEFORE_SUBMIT_FLUSH", "BEFORE_PREPARE_FLUSH", "AFTER_ROLLBACK_FLUSH"})
    void whatWasNotCommittedIsNotKept(Point point) throws Exception {
        Outbox outbox = afterKillAt(point);

        assertThat(outbox.claim(10)).isEmpty();
        assertThat(outbox.branchResource().recover(TMSTARTRSCAN)).isEmpty();
        assertThat(directory.resolve("content")).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(names = {"AFTER_SUBMIT_FLUSH", "CLAIMED"})
    void whatWasAcceptedIsDueAndNoDuplicate(Point point) throws Exception {
        assertOneWhole(afterKillAt(point), false);
    }

    @ParameterizedTest
    @EnumSource(names = {"FINAL_DOT", "BEFORE_RECORD_FLUSH"})
    void afterTheFinalDotItMayBeADuplicate(Point point) throws Exception {
        assertOneWhole(afterKillAt(point), true);
    }

    private static void assertOneWhole(Outbox outbox, boolean possibleDuplicate) throws IOException {
        List<ClaimedMail> mails = outbox.claim(10);
        assertThat(mails).hasSize(1);
        assertThat(mails.get(0).recipients().get(0).possibleDuplicate()).isEqualTo(possibleDuplicate);
        assertThat(outbox.openContent(mails.get(0))).hasSameContentAs(Mails.large(CrashingProcess.SIZE));
    }

    @Test
    void whatWasRecordedIsNotTriedAgain() throws Exception {
        Outbox outbox = afterKillAt(Point.AFTER_RECORD_FLUSH);

        assertThat(outbox.claim(10)).isEmpty();
        assertThat(directory.resolve("content")).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(names = {"AFTER_PREPARE_FLUSH", "BEFORE_COMMIT_FLUSH", "BEFORE_ROLLBACK_FLUSH"})
    void whatWasPreparedIsInDoubtUntilItIsCommitted(Point point) throws Exception {
        Outbox outbox = afterKillAt(point);
        assertThat(outbox.claim(10)).isEmpty();

        Xid[] found = outbox.branchResource().recover(TMSTARTRSCAN);
        assertThat(found).hasSize(1);
        outbox.branchResource().commit(CrashingProcess.xid(), false);

        assertThat(outbox.claim(10)).hasSize(2);
        assertThat(outbox.branchResource().recover(TMSTARTRSCAN)).isEmpty();
    }

    @Test
    void whatWasPreparedMayBeRolledBack() throws Exception {
        Outbox outbox = afterKillAt(Point.AFTER_PREPARE_FLUSH);

        outbox.branchResource().rollback(CrashingProcess.xid());

        assertThat(outbox.claim(10)).isEmpty();
        assertThat(directory.resolve("content")).isEmptyDirectory();
    }

    @Test
    void whatWasCommittedIsDue() throws Exception {
        Outbox outbox = afterKillAt(Point.AFTER_COMMIT_FLUSH);

        assertThat(outbox.claim(10)).hasSize(2);
        assertThat(outbox.branchResource().recover(TMSTARTRSCAN)).isEmpty();
    }

    @Test
    void aCrashInRecoveryIsRecoveredFrom() throws Exception {
        Outbox outbox = afterKillAt(Point.AFTER_PREPARE_FLUSH, Point.RECOVERING, Point.RECOVERING);

        outbox.branchResource().commit(outbox.branchResource().recover(TMSTARTRSCAN)[0], false);

        assertThat(outbox.claim(10)).hasSize(2);
    }

    @Test
    void aSecondProcessIsRefused() throws Exception {
        opened = Outboxes.acquire(directory, Clock.systemUTC());

        assertThat(CrashingProcess.run(directory, Point.NEVER)).isEqualTo(CrashingProcess.REFUSED);
        close();
        assertThat(CrashingProcess.run(directory, Point.NEVER)).isZero();
    }

    @Test
    void theNativeLibraryOfAKilledProcessIsSwept() throws Exception {
        afterKillAt(Point.CLAIMED, Point.FINAL_DOT);

        try (Stream<Path> files = Files.list(directory.resolve("native"))) {
            assertThat(files.count()).isLessThanOrEqualTo(2);
        }
    }
}
