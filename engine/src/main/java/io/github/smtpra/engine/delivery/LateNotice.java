package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RecipientOutcome;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells a sender that a mail has not been delivered by the time that was asked for, and is still tried (RFC 2852 §4.1.4, mode
 * N; SRV-291): once, behind the first attempt that ends after that time. {@link ClaimedRecipient#lateAt} knows which that is.
 */
final class LateNotice {
    private static final EnhancedStatusCode LATE = new EnhancedStatusCode(4, 4, 7);

    private LateNotice() {}

    /** What is to be said of the end of an attempt at {@code now}; empty if it is not that. */
    static Optional<Diagnosis> of(ClaimedMail mail, RecipientOutcome one, Instant now) {
        return last(one.outcome()).filter(last -> isLate(mail, one.position(), now));
    }

    private static Optional<Diagnosis> last(Outcome outcome) {
        if (outcome instanceof Outcome.Deferred deferred) {
            return Optional.of(late(deferred.diagnosis()));
        } else if (outcome instanceof Outcome.Uncertain uncertain) {
            return Optional.of(late(uncertain.diagnosis()));
        }
        return outcome instanceof Outcome.Postponed postponed
                ? Optional.of(late(postponed.why().orElse(new Diagnosis(LATE, "", "", "its destination is busy"))))
                : Optional.empty();
    }

    private static Diagnosis late(Diagnosis last) {
        return new Diagnosis(
                LATE,
                last.remoteHost(),
                last.remoteReply(),
                "the time to deliver it by is over (RFC 2852), and it is still tried; at last: " + last.text());
    }

    private static boolean isLate(ClaimedMail mail, int position, Instant now) {
        return mail.recipients().stream()
                .filter(one -> one.position() == position)
                .flatMap(one -> one.lateAt().stream())
                .anyMatch(late -> !now.isBefore(late));
    }
}
