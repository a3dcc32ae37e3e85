package io.github.smtpra.api.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.WhenUncertain;
import io.github.smtpra.api.report.RecipientReport.Found;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.ReversePath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryReportTest {
    private static final RecipientReport ANN = new RecipientReport(
            "ann@example.org", DeliveryOutcome.FAILED, new EnhancedStatusCode(5, 1, 1), 1, Found.NOTHING);

    @ParameterizedTest
    @CsvSource({
        "NONE,",
        "FAILURES,UNCERTAIN FAILED EXPIRED",
        "ENDS,DELIVERED RELAYED UNCERTAIN FAILED EXPIRED CANCELLED",
        "ALL,DELIVERED RELAYED DEFERRED UNCERTAIN FAILED EXPIRED CANCELLED"
    })
    void whatIsWantedIsTold(WantedReports wanted, String told) {
        List<String> included = new ArrayList<>();
        for (DeliveryOutcome outcome : DeliveryOutcome.values()) {
            if (wanted.include(outcome)) {
                included.add(outcome.name());
            }
        }

        assertThat(String.join(" ", included)).isEqualTo(told == null ? "" : told);
    }

    @ParameterizedTest
    @EnumSource
    void eachHasAWord(WantedReports wanted) {
        assertThat(WantedReports.of(wanted.word())).isEqualTo(wanted);
    }

    private static DeliveryReport report(int call) {
        SentMail.Labels labels =
                new SentMail.Labels(Optional.of("key"), Optional.of("order 17"), Optional.of("orders"));
        SentMail mail = new SentMail(new MailId("0m"), ReversePath.NULL, Optional.empty(), labels);
        return new DeliveryReport("0r", ReportSource.OUTBOX, mail, List.of(ANN), Instant.EPOCH, call);
    }

    @Test
    void theSecondCallIsARedelivery() {
        assertThat(report(1).redelivered()).isFalse();
        assertThat(report(2).redelivered()).isTrue();
    }

    @Test
    void aReportSaysWhatTheSenderCallsTheMail() {
        SentMail mail = report(1).mail();

        assertThat(mail.idempotencyKey()).contains("key");
        assertThat(mail.correlation()).contains("order 17");
        assertThat(mail.channel()).contains("orders");
        assertThat(SentMail.Labels.NONE.correlation()).isEmpty();
    }

    @Test
    void whatIsAskedOfTheOutboxKeepsWhatWasAskedBefore() {
        SendOptions options = SendOptions.NONE
                .withReports(WantedReports.ENDS)
                .withCorrelation("order 17")
                .withReportChannel("orders")
                .withIdempotencyKey("key")
                .withRoute("slow")
                .withGiveUpAfter(Duration.ofHours(1))
                .withWhenUncertain(WhenUncertain.HOLD);

        assertThat(options.reports()).contains(WantedReports.ENDS);
        assertThat(options.correlation()).contains("order 17");
        assertThat(options.reportChannel()).contains("orders");
        assertThat(options.idempotencyKey()).contains("key");
        assertThat(options).isEqualTo(options.withReports(WantedReports.ENDS)).isNotEqualTo(SendOptions.NONE);
        assertThat(options).isNotEqualTo(options.withCorrelation("order 18"));
        assertThat(options.hashCode())
                .isEqualTo(options.withReports(WantedReports.ENDS).hashCode());
        assertThat(options.toString()).contains("reports=ENDS", "order 17", "orders");
    }

    @Test
    void wordsHaveALength() {
        assertThatThrownBy(() -> SendOptions.NONE.withCorrelation(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 1000");
        assertThatThrownBy(() -> SendOptions.NONE.withReportChannel("x".repeat(65)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 64");
    }
}
