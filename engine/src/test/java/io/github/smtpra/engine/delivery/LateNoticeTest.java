package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.DeliverBy;
import io.github.smtpra.api.smtp.DeliverBy.Mode;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.engine.delivery.InMemoryOutbox.Recorded;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mail whose time is over while its host is away, and which is to be delivered all the same (RFC 2852, mode N). */
class LateNoticeTest extends DeliveryFixture {
    private static Envelope envelope(String notify) {
        Recipient plain = Recipient.of("b@y.example");
        return Envelope.from("a@x.example")
                .withRecipients(List.of(notify.isEmpty() ? plain : plain.withNotify(Notify.parse(notify))))
                .withOptions(TransferOptions.NONE.withDeliverBy(DeliverBy.within(Duration.ofSeconds(90), Mode.NOTIFY)));
    }

    private Recorded after(Duration time) throws InterruptedException {
        clock.advance(time);
        outbox.ring();
        return outbox.awaitRecorded();
    }

    // SRV-291, CLI-083
    @Test
    void its_sender_is_told_once_as_soon_as_it_is_late() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer()) {
            start(peer);
            outbox.send(envelope(""), "Subject: x\r\n\r\n");
            Recorded early = outbox.awaitRecorded();
            Recorded second = after(Duration.ofMinutes(1));
            Recorded late = after(Duration.ofSeconds(30));
            Recorded later = after(Duration.ofHours(1));

            assertThat(early.reports()).isEmpty();
            assertThat(second.reports()).isEmpty();
            assertThat(late.reports()).singleElement().satisfies(report -> assertThat(report.text())
                    .contains("Action: delayed", "Status: 4.4.7", "Final-Recipient: rfc822; b@y.example"));
            assertThat(later.reports()).isEmpty();
        }
    }

    // SRV-291, CLI-083, DSN-007
    @Test
    void a_sender_who_does_not_want_to_hear_of_delays_is_not_told() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer()) {
            start(peer);
            outbox.send(envelope("FAILURE"), "Subject: x\r\n\r\n");
            outbox.awaitRecorded();

            assertThat(after(Duration.ofSeconds(90)).reports()).isEmpty();
        }
    }
}
