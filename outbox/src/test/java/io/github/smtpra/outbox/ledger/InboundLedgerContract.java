package io.github.smtpra.outbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.outbox.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger must do. */
abstract class InboundLedgerContract {
    static final DeliveryKey KEY = new DeliveryKey("bean", "ab".repeat(32));
    static final DeliveryKey OTHER = new DeliveryKey("other bean", "ab".repeat(32));
    static final Reply TAKEN = Reply.of(250, "2.0.0", "taken as 42");

    final SettableClock clock = new SettableClock();
    InboundLedger ledger;

    /** Opens the ledger, or opens it again with what it held; entries last a day. */
    abstract InboundLedger open() throws IOException;

    @BeforeEach
    void openFirst() throws IOException {
        ledger = open();
    }

    @AfterEach
    void closeLast() {
        ledger.close();
    }

    void restart() throws IOException {
        ledger.close();
        ledger = open();
    }

    @Test
    void theFirstDeliveryIsFresh() throws IOException {
        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Fresh());
        assertThat(ledger.begin(OTHER)).isEqualTo(new Entry.Fresh());
    }

    @Test
    void aDeliveryUnderWayIsNotBegunTwice() throws IOException {
        ledger.begin(KEY);

        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.InProgress());
    }

    @Test
    void aDoneDeliveryAnswersWithItsReplyAlsoAfterARestart() throws IOException {
        ledger.begin(KEY);
        ledger.done(KEY, TAKEN);

        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Done(TAKEN));
        restart();
        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Done(TAKEN));
    }

    @Test
    void repliesOfAllFormsAreKept() throws IOException {
        for (Reply reply : List.of(Reply.plain(250, List.of("a", "", "c")), Reply.of(550, "5.7.1", "no"))) {
            ledger.begin(OTHER);
            ledger.done(OTHER, reply);
            restart();
            assertThat(ledger.begin(OTHER)).isEqualTo(new Entry.Done(reply));
            ledger.heard(OTHER);
        }
    }

    @Test
    void aDeliveryCutOffByACrashIsARedelivery() throws IOException {
        ledger.begin(KEY);
        restart();

        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Redelivered());
        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.InProgress());
        restart();
        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Redelivered());
    }

    @Test
    void aDeliveryOfUnknownOutcomeIsARedelivery() throws IOException {
        ledger.begin(KEY);
        ledger.lost(KEY);

        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Redelivered());
    }

    @Test
    void aRolledBackDeliveryIsForgotten() throws IOException {
        ledger.begin(KEY);
        ledger.undone(KEY);

        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Fresh());
        ledger.undone(KEY);
        restart();
        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Fresh());
    }

    @Test
    void aMailSentTwiceOnPurposeIsTwoMails() throws IOException {
        ledger.begin(KEY);
        ledger.done(KEY, TAKEN);
        ledger.heard(KEY);

        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Fresh());
        ledger.done(KEY, TAKEN);
        ledger.heard(KEY);
        restart();
        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Fresh());
    }

    @Test
    void anEntryLastsForItsWindow() throws IOException {
        ledger.begin(KEY);
        ledger.done(KEY, TAKEN);
        clock.advance(Duration.ofDays(1));
        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Done(TAKEN));
        clock.advance(Duration.ofMillis(1));
        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Fresh());
    }

    @Test
    void activationsFinishOnTheirOwn() throws IOException {
        ledger.begin(KEY);
        ledger.done(KEY, TAKEN);
        ledger.begin(OTHER);
        ledger.undone(OTHER);

        assertThat(ledger.begin(KEY)).isEqualTo(new Entry.Done(TAKEN));
        assertThat(ledger.begin(OTHER)).isEqualTo(new Entry.Fresh());
    }
}
