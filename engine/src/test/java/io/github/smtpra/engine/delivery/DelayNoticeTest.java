package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.engine.delivery.InMemoryOutbox.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sender hears of a mail that is still on its way. */
class DelayNoticeTest extends DeliveryFixture {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** What is recorded at each attempt over six hours and more, with a destination that is down. */
    private List<Recorded> attempts(Notify notifyOn) throws Exception {
        try (ScriptedPeer gone = new ScriptedPeer()) {
            return attempts(gone, notifyOn);
        }
    }

    private List<Recorded> attempts(ScriptedPeer peer, Notify notifyOn) throws Exception {
        start(peer);
        Recipient recipient = Recipient.of("b@y.example").withNotify(notifyOn);
        outbox.send(Envelope.from("a@x.example").withRecipients(List.of(recipient)), "Subject: x\r\n\r\nbody\r\n");
        List<Recorded> attempts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            attempts.add(awaitAttempt());
            clock.advance(Duration.ofHours(1));
            outbox.ring();
        }
        return attempts;
    }

    /** The next attempt at the mail itself: the report goes to a destination that is down as well. */
    private Recorded awaitAttempt() throws InterruptedException {
        Recorded next = outbox.awaitRecorded();
        while (next.mail().reversePath().isNull()) {
            next = outbox.awaitRecorded();
        }
        return next;
    }

    // CLI-051
    @Test
    void the_sender_is_told_once_after_some_hours() throws Exception {
        List<Recorded> attempts = attempts(Notify.UNSPECIFIED);

        assertThat(attempts).allMatch(one -> one.words().equals(List.of("b@y.example Deferred")));
        assertThat(attempts.stream().flatMap(one -> one.reports().stream()))
                .singleElement()
                .satisfies(report -> assertThat(report.text())
                        .contains("Action: delayed\r\n", "Status: 4.", "Subject: Mail is delayed")
                        .contains("Will-Retry-Until: Mon, 5 Jan 2026 00:00:00 +0000")
                        .doesNotContain("body"));
    }

    // CLI-051
    @Test
    void a_mail_that_may_have_arrived_is_late_as_well() throws Exception {
        String[] lost = Collections.nCopies(40, HELLO + MAIL + "drop\n").toArray(String[]::new);
        try (ScriptedPeer peer = new ScriptedPeer(lost)) {
            List<Recorded> attempts = attempts(peer, Notify.UNSPECIFIED);

            assertThat(attempts).allMatch(one -> one.words().equals(List.of("b@y.example Uncertain")));
            assertThat(attempts.stream().flatMap(one -> one.reports().stream())).hasSize(1);
        }
    }

    // CLI-051
    @Test
    void who_asks_for_it_is_told_and_who_asks_for_something_else_is_not() throws Exception {
        assertThat(attempts(Notify.on(Notify.Event.DELAY)).stream().flatMap(one -> one.reports().stream()))
                .hasSize(1);
        closeService();
        assertThat(attempts(Notify.on(Notify.Event.FAILURE)).stream().flatMap(one -> one.reports().stream()))
                .isEmpty();
    }

    @Test
    void a_mailbox_gets_so_many_reports_in_an_hour_and_no_more() {
        ReportLimit limit = new ReportLimit(2);
        Mailbox ann = Mailbox.parse("ann@x.example");

        assertThat(limit.permits(ann, NOW)).isTrue();
        assertThat(limit.permits(ann, NOW)).isTrue();
        assertThat(limit.permits(ann, NOW.plusSeconds(3599))).isFalse();
        assertThat(limit.permits(Mailbox.parse("bob@x.example"), NOW)).isTrue();
        assertThat(limit.permits(ann, NOW.plusSeconds(3600))).isTrue();
    }

    // CLI-047
    @Test
    void a_pace_spreads_mail_evenly() {
        Pace pace = new Pace(Duration.ofSeconds(2));

        assertThat(pace.reserve(1_000)).isZero();
        assertThat(pace.reserve(1_000)).isEqualTo(Duration.ofSeconds(2));
        assertThat(pace.reserve(1_000 + Duration.ofSeconds(1).toNanos())).isEqualTo(Duration.ofSeconds(3));
        assertThat(pace.reserve(1_000 + Duration.ofSeconds(60).toNanos())).isZero();
    }
}
