package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReportOptions;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RecipientOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryLogTest {
    private static final Recipient ANN = Recipient.of("ann@y.example");
    private static final Recipient BOB = Recipient.of("bob@y.example");
    private static final Recipient CAT = Recipient.of("\"c c\"@y.example");
    private static final ClaimedMail MAIL = new ClaimedMail(
            new MailId("0m"),
            ReversePath.NULL,
            List.of(
                    new ClaimedRecipient(0, ANN, 0, false),
                    new ClaimedRecipient(1, BOB, 0, false),
                    new ClaimedRecipient(2, CAT, 1, true)),
            ReportOptions.NONE,
            BodyType.SEVEN_BIT,
            1,
            Instant.EPOCH);

    @Test
    void one_line_for_each_set_of_recipients_that_ended_alike() {
        Diagnosis ok = new Diagnosis(EnhancedStatusCode.parse("2.0.0"), "mx", "250 2.0.0 queued \"1\"", "fine");
        Diagnosis lost = new Diagnosis(EnhancedStatusCode.parse("4.4.2"), "", "", "connection lost");

        List<String> lines = new DeliveryLog()
                .lines(
                        MAIL,
                        List.of(
                                new RecipientOutcome(0, ANN, new Outcome.Delivered(ok)),
                                new RecipientOutcome(1, BOB, new Outcome.Delivered(ok)),
                                new RecipientOutcome(2, CAT, new Outcome.Uncertain(lost, Instant.EPOCH))),
                        Duration.ofMillis(12));

        assertThat(lines)
                .containsExactly(
                        "id=0m relay=mx recipients=ann@y.example,bob@y.example outcome=delivered code=250"
                                + " status=2.0.0 ms=12 reply=\"250 2.0.0 queued \\\"1\\\"\"",
                        "id=0m relay=- recipients=\"\\\"c c\\\"@y.example\" outcome=uncertain code=-"
                                + " status=4.4.2 ms=12 possible_duplicate=true reason=\"connection lost\"");
    }
}
