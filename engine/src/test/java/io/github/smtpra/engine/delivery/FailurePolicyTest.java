package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.WhenUncertain;
import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.api.smtp.ReportOptions;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RetrySchedule;
import io.github.smtpra.outbox.Terms;
import io.github.smtpra.protocol.client.RecipientResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailurePolicyTest {
    private static final Instant SENT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant SOON = SENT.plusSeconds(5);
    private static final Instant LATE = SENT.plus(Duration.ofDays(5));
    private static final Instant RETRY = SOON.plusSeconds(120);
    private static final Recipient ANN = Recipient.of("ann@y.example");
    private static final ClaimedRecipient CLAIMED = new ClaimedRecipient(0, ANN, 1, false);
    private static final ClaimedMail MAIL = new ClaimedMail(
            MailId.next(SENT), ReversePath.NULL, List.of(CLAIMED), ReportOptions.NONE, BodyType.SEVEN_BIT, 1, SENT);

    private final FailurePolicy policy = new FailurePolicy(
            new RetrySchedule(Duration.ofMinutes(1), 2, Duration.ofHours(1), 0, Duration.ofDays(4)), new Random(1));

    static Stream<Arguments> decisions() {
        Reply ok = Reply.of(250, "2.0.0", "queued");
        Reply busy = Reply.of(450, "4.2.1", "busy");
        Reply never = Reply.plain(550, List.of("no", "never"));
        Reply many = Reply.plain(552, List.of("too many"));
        EnhancedStatusCode lost = EnhancedStatusCode.parse("4.4.2");
        EnhancedStatusCode large = EnhancedStatusCode.parse("5.3.4");
        Diagnosis accepted = said("2.0.0", "250 2.0.0 queued");
        Diagnosis refused = said("5.0.0", "550 no never");
        Diagnosis refusedForNow = said("4.2.1", "450 4.2.1 busy");
        Diagnosis tooMany = said("4.5.3", "552 too many");
        Diagnosis limited = new Diagnosis(
                EnhancedStatusCode.parse("4.5.3"),
                "mx.example",
                "",
                "for another mail transaction, since the peer has LIMITS RCPTMAX=1");
        Diagnosis notAttempted = new Diagnosis(lost, "", "", "lost");
        Diagnosis notAttemptedSaid = new Diagnosis(lost, "mx.example", "450 4.2.1 busy", "lost");
        Diagnosis unsendable = new Diagnosis(large, "mx.example", "", "large");
        Diagnosis uncertain = new Diagnosis(
                lost, "mx.example", "", "the reply to the final dot was lost, the mail may have arrived: lost");
        return Stream.of(
                row(new RecipientResult.Accepted(ok), SOON, new Outcome.Delivered(accepted)),
                row(new RecipientResult.Accepted(ok), LATE, new Outcome.Delivered(accepted)),
                row(new RecipientResult.Relayed(ok), SOON, new Outcome.Relayed(accepted)),
                row(new RecipientResult.Relayed(ok), LATE, new Outcome.Relayed(accepted)),
                row(new RecipientResult.Refused(never), SOON, new Outcome.Failed(refused)),
                row(new RecipientResult.RefusedForNow(busy), SOON, new Outcome.Deferred(refusedForNow, RETRY)),
                row(new RecipientResult.RefusedForNow(busy), LATE, expired(refusedForNow)),
                row(
                        new RecipientResult.TooManyRecipients(many),
                        SOON,
                        new Outcome.Postponed(SOON, Optional.of(tooMany))),
                row(
                        new RecipientResult.TooManyRecipients(many),
                        LATE,
                        new Outcome.Postponed(LATE, Optional.of(tooMany))),
                row(
                        new RecipientResult.OverLimit("RCPTMAX=1"),
                        SOON,
                        new Outcome.Postponed(SOON, Optional.of(limited))),
                row(new RecipientResult.Unsendable(large, "large"), SOON, new Outcome.Failed(unsendable)),
                row(none(lost, Optional.empty()), SOON, new Outcome.Deferred(notAttempted, RETRY)),
                row(none(lost, Optional.of(busy)), SOON, new Outcome.Deferred(notAttemptedSaid, RETRY)),
                row(none(lost, Optional.empty()), LATE, expired(notAttempted)),
                row(new RecipientResult.Uncertain("lost"), SOON, new Outcome.Uncertain(uncertain, RETRY)),
                row(new RecipientResult.Uncertain("lost"), LATE, expired(uncertain)));
    }

    private static RecipientResult none(EnhancedStatusCode status, Optional<Reply> reply) {
        return new RecipientResult.NotAttempted(status, "lost", reply);
    }

    private static PeerResult at(RecipientResult result) {
        return new PeerResult("mx.example", result);
    }

    private static Arguments row(RecipientResult result, Instant now, Outcome outcome) {
        return Arguments.of(result, now, outcome);
    }

    private static Diagnosis said(String status, String reply) {
        return new Diagnosis(EnhancedStatusCode.parse(status), "mx.example", reply, "mx.example said: " + reply);
    }

    private static Outcome expired(Diagnosis last) {
        return new Outcome.Failed(new Diagnosis(
                EnhancedStatusCode.parse("4.4.7"),
                last.remoteHost(),
                last.remoteReply(),
                "given up after too long a time; at last: " + last.text()));
    }

    // CLI-019, CLI-020, CLI-021, CLI-023, DSN-005
    @ParameterizedTest
    @MethodSource("decisions")
    void decides(RecipientResult result, Instant now, Outcome outcome) {
        assertThat(policy.decide(MAIL, CLAIMED, new PeerResult("mx.example", result), now))
                .isEqualTo(outcome);
    }

    // DSN-011
    @Test
    void a_reply_of_many_lines_becomes_one_of_bounded_length() {
        Reply endless = Reply.plain(550, List.of("x".repeat(400), "y".repeat(400), "z".repeat(400)));
        Outcome outcome =
                policy.decide(MAIL, CLAIMED, new PeerResult("mx.example", new RecipientResult.Refused(endless)), SOON);

        assertThat(((Outcome.Failed) outcome).diagnosis().remoteReply())
                .hasSizeLessThan(900)
                .doesNotContain("\n");
    }

    @Test
    void what_must_not_arrive_twice_is_held_when_that_is_uncertain_also_late() {
        ClaimedMail once = mail(new Terms(TransferOptions.NONE, "", WhenUncertain.HOLD, Terms.ByTime.LEFT));

        for (Instant now : List.of(SOON, LATE)) {
            assertThat(policy.decide(once, CLAIMED, at(new RecipientResult.Uncertain("lost")), now))
                    .isInstanceOf(Outcome.HeldInDoubt.class);
        }
        assertThat(policy.decide(once, CLAIMED, at(none(EnhancedStatusCode.parse("4.4.2"), Optional.empty())), SOON))
                .isInstanceOf(Outcome.Deferred.class);
    }

    // RFC 5321 §4.5.4.1: the sender may set another give-up time. (CLI-049)
    @Test
    void a_recipient_with_a_time_of_its_own_is_given_up_then() {
        ClaimedRecipient impatient = new ClaimedRecipient(0, ANN, 1, false, Optional.of(SOON.plusSeconds(1)));
        RecipientResult none = none(EnhancedStatusCode.parse("4.4.2"), Optional.empty());

        assertThat(((Outcome.Deferred) policy.decide(MAIL, impatient, at(none), SOON)).nextAttempt())
                .isEqualTo(SOON.plusSeconds(1));
        assertThat(policy.decide(MAIL, impatient, at(none), SOON.plusSeconds(1)))
                .isInstanceOf(Outcome.Failed.class);
    }

    private static ClaimedMail mail(Terms terms) {
        return new ClaimedMail(
                MAIL.id(),
                MAIL.reversePath(),
                MAIL.recipients(),
                MAIL.reports(),
                MAIL.body(),
                MAIL.size(),
                MAIL.sentAt(),
                terms);
    }
}
