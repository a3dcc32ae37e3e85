package io.github.smtpra.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.WhenUncertain;
import io.github.smtpra.api.queue.QueuedMail;
import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.Envelope;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    private static final int LARGE = 100_000;

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();
    private Outbox outbox;

    @BeforeEach
    void open() throws OutboxException {
        outbox = Outboxes.acquire(directory, clock);
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    private void reopen() throws OutboxException {
        outbox.close();
        open();
    }

    @Test
    void aSubmittedMailIsClaimedReadAndRecorded() throws IOException {
        StagedMail staged = Mails.staged(outbox, "Subject: x\n\nhello");
        outbox.submit(List.of(staged));

        ClaimedMail mail = outbox.claim(10).get(0);
        assertThat(mail.id()).isEqualTo(staged.id());
        assertThat(mail.size()).isEqualTo(staged.size()).isEqualTo(21);
        assertThat(mail.body()).isEqualTo(BodyType.SEVEN_BIT);
        assertThat(Mails.content(outbox, mail)).isEqualTo("Subject: x\r\n\r\nhello\r\n");

        outbox.record(mail, Mails.all(mail, new Outcome.Delivered(Mails.OK)), List.of());
        assertThat(outbox.claim(10)).isEmpty();
        assertThat(outbox.nextDue()).isEmpty();
    }

    @Test
    void theBodyTypeIsWhatTheContentNeeds() throws IOException {
        Envelope wrong = Mails.TO_ANN.withBody(BodyType.EIGHT_BIT_MIME);

        assertThat(outbox.stage(wrong, Mails.text("plain")).envelope().body()).isEqualTo(BodyType.SEVEN_BIT);
        assertThat(outbox.stage(Mails.TO_ANN, Mails.text("gr\u00fcn"))
                        .envelope()
                        .body())
                .isEqualTo(BodyType.EIGHT_BIT_MIME);
    }

    // RFC 3030 §3 (CLI-017)
    @Test
    void contentThatIsSaidToBeBinaryKeepsEachOctet() throws IOException {
        String octets = "Content-Transfer-Encoding: binary\r\n\r\n\0 a\nb\rc\r\n.\nno end";
        StagedMail staged = outbox.stage(Mails.TO_ANN.withBody(BodyType.BINARY_MIME), Mails.text(octets));
        outbox.submit(List.of(staged));
        ClaimedMail mail = outbox.claim(1).get(0);

        assertThat(mail.body()).isEqualTo(BodyType.BINARY_MIME);
        assertThat(Mails.content(outbox, mail)).isEqualTo(octets);
    }

    @Test
    void aMailWithoutRecipientIsRefused() {
        assertThatThrownBy(() -> outbox.stage(Envelope.from("help@example.com"), Mails.text("x")))
                .isInstanceOf(OutboxException.class)
                .hasMessageContaining("recipient");
    }

    @Test
    void aLargeContentLiesInAFileOnlyAsLongAsItIsNeeded() throws IOException {
        StagedMail staged = outbox.stage(Mails.TO_ANN, Mails.large(LARGE));
        assertThat(contentFiles()).containsExactly(staged.id() + ".part");
        outbox.submit(List.of(staged));
        assertThat(contentFiles()).containsExactly(staged.id().value());

        reopen();
        ClaimedMail mail = outbox.claim(1).get(0);
        try (InputStream in = outbox.openContent(mail)) {
            assertThat(in).hasSameContentAs(Mails.large(LARGE));
        }
        outbox.record(mail, Mails.all(mail, new Outcome.Delivered(Mails.OK)), List.of());
        assertThat(contentFiles()).isEmpty();
    }

    @Test
    void contentsAroundTheBoundOfARowAreKeptWhole() throws IOException {
        for (int size = 65_534; size <= 65_540; size++) {
            StagedMail staged = outbox.stage(Mails.TO_ANN, Mails.text("a".repeat(size)));
            outbox.submit(List.of(staged));
            ClaimedMail mail = outbox.claim(1).get(0);
            assertThat(Mails.content(outbox, mail)).hasSize(size + 2).isEqualTo("a".repeat(size) + "\r\n");
            outbox.record(mail, Mails.all(mail, new Outcome.Delivered(Mails.OK)), List.of());
        }
    }

    @Test
    void aContentThatCanNotBeReadLeavesNothingBehind() throws IOException {
        InputStream closed = Files.newInputStream(Files.createFile(directory.resolve("closed")));
        closed.close();
        InputStream breaks = new SequenceInputStream(Mails.large(LARGE), closed);

        assertThatThrownBy(() -> outbox.stage(Mails.TO_ANN, breaks)).isInstanceOf(IOException.class);
        assertThat(contentFiles()).isEmpty();
    }

    @Test
    void whatIsDiscardedIsGoneButNotWhatIsQueued() throws IOException {
        StagedMail queued = outbox.stage(Mails.TO_ANN, Mails.large(LARGE));
        StagedMail discarded = outbox.stage(Mails.TO_ANN, Mails.large(LARGE));
        outbox.submit(List.of(queued));

        outbox.discard(List.of(queued, discarded));

        assertThat(contentFiles()).containsExactly(queued.id().value());
        assertThatThrownBy(() -> outbox.submit(List.of(discarded))).isInstanceOf(OutboxException.class);
        assertThat(outbox.claim(10)).hasSize(1);
    }

    @Test
    void aMailIsSubmittedOnceAndAllOrNone() throws IOException {
        StagedMail first = Mails.staged(outbox, "1");
        StagedMail second = Mails.staged(outbox, "2");
        outbox.submit(List.of(first));

        assertThatThrownBy(() -> outbox.submit(List.of(second, first))).isInstanceOf(OutboxException.class);

        assertThat(outbox.claim(10)).hasSize(1);
        outbox.submit(List.of(second));
        assertThat(outbox.claim(10)).hasSize(1);
    }

    @Test
    void aClaimedMailIsNobodyElsesUntilReleasedOrRecorded() throws IOException {
        outbox.submit(List.of(Mails.staged(outbox, "1")));
        ClaimedMail mail = outbox.claim(10).get(0);
        assertThat(outbox.claim(10)).isEmpty();
        assertThat(outbox.nextDue()).isEmpty();

        outbox.release(mail);
        assertThatThrownBy(() -> outbox.finalDot(mail, List.of(0))).isInstanceOf(OutboxException.class);
        assertThat(outbox.nextDue()).contains(clock.instant());

        ClaimedMail again = outbox.claim(10).get(0);
        Outcome busy = new Outcome.Deferred(Mails.BUSY, clock.instant().plus(Duration.ofMinutes(5)));
        outbox.record(again, Mails.all(again, busy), List.of());
        assertThat(outbox.claim(10)).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        assertThat(outbox.claim(10).get(0).recipients().get(0).attempts()).isEqualTo(1);
    }

    @Test
    void reportsGoIntoTheQueueWithTheRecord() throws IOException {
        outbox.submit(List.of(Mails.staged(outbox, "1")));
        ClaimedMail mail = outbox.claim(10).get(0);
        StagedMail report = Mails.staged(outbox, "report");

        outbox.record(mail, Mails.all(mail, new Outcome.Failed(Mails.BUSY)), List.of(report));

        assertThat(outbox.claim(10)).extracting(ClaimedMail::id).containsExactly(report.id());
    }

    @Test
    void whatMustNotArriveTwiceIsPutAsideAfterACrash() throws Exception {
        StagedMail staged =
                outbox.stage(Mails.TO_THREE, SendOptions.NONE.withWhenUncertain(WhenUncertain.HOLD), Mails.text("x"));
        outbox.submit(List.of(staged));
        outbox.finalDot(outbox.claim(1).get(0), List.of(1));
        // As a killed process leaves it: nothing is recorded.
        reopen();

        assertThat(outbox.claim(10)).isEmpty();
        ClaimedMail others = outbox.claim(10).get(0);
        assertThat(others.recipients()).extracting(ClaimedRecipient::position).containsExactly(0, 2);
        outbox.record(others, Mails.all(others, new Outcome.Delivered(Mails.OK)), List.of());
        assertThat(outbox.queue().find(staged.id())).map(QueuedMail::state).contains(QueuedMail.State.HELD);

        outbox.queue().release(staged.id());
        ClaimedMail resent = outbox.claim(10).get(0);
        assertThat(resent.recipients()).extracting(ClaimedRecipient::position).containsExactly(1);
        assertThat(resent.recipients().get(0).possibleDuplicate()).isTrue();
    }

    @Test
    void theRestOfAMailStaysInHandWhenAPartHasEnded() throws IOException {
        outbox.submit(List.of(outbox.stage(Mails.TO_THREE, Mails.text("x"))));
        ClaimedMail whole = outbox.claim(1).get(0);
        ClaimedMail first = whole.withRecipients(whole.recipients().subList(0, 1));
        ClaimedMail second = whole.withRecipients(whole.recipients().subList(1, 2));
        ClaimedMail third = whole.withRecipients(whole.recipients().subList(2, 3));

        outbox.record(first, Mails.all(first, new Outcome.Delivered(Mails.OK)), List.of());
        Instant later = clock.instant().plusSeconds(60);
        outbox.record(second, Mails.all(second, new Outcome.Postponed(later)), List.of());
        assertThat(outbox.claim(1)).isEmpty();
        assertThatThrownBy(() -> outbox.release(first)).isInstanceOf(OutboxException.class);
        outbox.release(third);

        ClaimedMail rest = outbox.claim(1).get(0);
        assertThat(rest.recipients()).extracting(ClaimedRecipient::position).containsExactly(2);
        outbox.record(rest, Mails.all(rest, new Outcome.Delivered(Mails.OK)), List.of());
        clock.advance(Duration.ofMinutes(1));
        assertThat(outbox.claim(1).get(0).recipients().get(0).attempts()).isZero();
    }

    @Test
    void aRefusalForNowDoesNotUndoTheDoubtOfAnEarlierAttempt() throws Exception {
        outbox.submit(List.of(Mails.staged(outbox, "x")));
        outbox.finalDot(outbox.claim(1).get(0), List.of(0));
        reopen();
        ClaimedMail mail = outbox.claim(1).get(0);
        outbox.record(mail, Mails.all(mail, new Outcome.Deferred(Mails.BUSY, clock.instant())), List.of());

        assertThat(outbox.claim(1).get(0).recipients().get(0).possibleDuplicate())
                .isTrue();
    }

    @Test
    void aClockThatIsSetBackDelaysNothingThatWasDue() throws Exception {
        outbox.submit(List.of(Mails.staged(outbox, "sent before")));
        clock.advance(Duration.ofHours(-1));
        assertThat(outbox.claim(10)).hasSize(1);

        clock.advance(Duration.ofHours(1));
        outbox.submit(List.of(Mails.staged(outbox, "deferred")));
        ClaimedMail mail = outbox.claim(10).get(0);
        Outcome soon = new Outcome.Deferred(Mails.BUSY, clock.instant().plus(Duration.ofMinutes(1)));
        outbox.record(mail, Mails.all(mail, soon), List.of());
        outbox.submit(List.of(Mails.staged(outbox, "sent before a restart")));
        outbox.close();
        clock.advance(Duration.ofHours(-2));
        open();

        // Two are due: the one that was claimed when the process ended among them. The third waits for its time.
        assertThat(outbox.claim(10)).hasSize(2);
        clock.advance(Duration.ofHours(2).plusMinutes(1));
        assertThat(outbox.claim(10)).hasSize(1);
    }

    @Test
    void aSecondSendWithTheSameKeyIsTheFirst() throws Exception {
        SendOptions options = SendOptions.NONE.withIdempotencyKey("order-1");
        StagedMail first = outbox.stage(Mails.TO_ANN, options, Mails.large(LARGE));
        StagedMail second = outbox.stage(Mails.TO_ANN, options, Mails.large(LARGE));

        assertThat(outbox.submit(List.of(first))).containsExactly(first.id());
        assertThat(outbox.submit(List.of(second))).containsExactly(first.id());

        assertThat(contentFiles()).containsExactly(first.id().value());
        assertThat(outbox.claim(10)).hasSize(1);
    }

    @Test
    void theListenerHearsOfDueMailAndMayFail() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        outbox.onDue(() -> {
            calls.incrementAndGet();
            throw new IllegalStateException("a listener that fails");
        });

        outbox.submit(List.of());
        assertThat(calls).hasValue(0);
        outbox.submit(List.of(Mails.staged(outbox, "1")));
        assertThat(calls).hasValue(1);
        assertThat(outbox.claim(10)).hasSize(1);
    }

    @Test
    void filesWithoutARowAreDeletedAtOpen() throws IOException {
        StagedMail kept = outbox.stage(Mails.TO_ANN, Mails.large(LARGE));
        outbox.submit(List.of(kept));
        outbox.close();
        Files.writeString(directory.resolve("content/0123456789abcdefghijkl"), "orphan");
        Files.writeString(directory.resolve("content/0123456789abcdefghijkl.part"), "orphan");
        Files.writeString(directory.resolve("content/README.txt"), "not ours");

        open();

        assertThat(contentFiles()).containsExactlyInAnyOrder(kept.id().value(), "README.txt");
    }

    @Test
    void oneDirectoryIsOneOutboxUntilItsLastHoldIsGivenBack() throws Exception {
        Outbox other = Outboxes.acquire(directory.resolve("../" + directory.getFileName()), clock);
        outbox.submit(List.of(Mails.staged(outbox, "1")));
        assertThat(outbox.branchResource().isSameRM(other.branchResource())).isTrue();

        outbox.close();
        outbox.close();
        ClaimedMail mail = other.claim(1).get(0);
        other.release(mail);
        other.close();

        assertThatThrownBy(() -> other.claim(1))
                .isInstanceOf(OutboxException.class)
                .hasMessageContaining("closed");
        open();
        assertThat(outbox.claim(1)).hasSize(1);
    }

    @Test
    void manyThreadsAcquireAndCloseAtOnce() throws Exception {
        Path busy = directory.resolve("busy");
        List<Thread> threads = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                for (int n = 0; n < 5; n++) {
                    try (Outbox mine = Outboxes.acquire(busy, clock)) {
                        mine.submit(List.of(Mails.staged(mine, "x")));
                        done.incrementAndGet();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(done).hasValue(40);
    }

    @Test
    void aDirectoryThatCanNotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");

        assertThatThrownBy(() -> Outboxes.acquire(file.resolve("outbox"), clock))
                .isInstanceOf(OutboxException.class)
                .hasMessageContaining(file.toString());
    }

    private List<String> contentFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("content"))) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
