package io.github.smtpra.outbox;

import io.github.smtpra.api.WhenUncertain;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.outbox.store.InHand;
import io.github.smtpra.outbox.store.Intake;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps mails that must not arrive twice from being sent again after a crash: what a process was killed with behind the
 * final dot is found due, and perhaps delivered. Such recipients are put aside for an operator when they are claimed.
 * Safe for use by many threads.
 */
final class Doubts {
    private static final Diagnosis KILLED = new Diagnosis(
            new EnhancedStatusCode(4, 4, 2),
            "",
            "",
            "the final dot was sent and the reply to it is not known; held, as the mail must not arrive twice");

    private final Intake intake;
    private final InHand inHand;

    Doubts(Intake intake, InHand inHand) {
        this.intake = intake;
        this.inHand = inHand;
    }

    /** Those of {@code claimed} that may be sent, for those recipients that it may be sent to. */
    List<ClaimedMail> settled(List<ClaimedMail> claimed) throws OutboxException {
        List<ClaimedMail> certain = new ArrayList<>(claimed.size());
        for (ClaimedMail mail : claimed) {
            if (!isInDoubt(mail)) {
                certain.add(mail);
            } else if (inHand.begin(mail)) {
                putAside(mail);
            }
        }
        return certain;
    }

    private static boolean isInDoubt(ClaimedMail mail) {
        return mail.terms().whenUncertain() == WhenUncertain.HOLD
                && mail.recipients().stream().anyMatch(ClaimedRecipient::possibleDuplicate);
    }

    /** The other recipients stay due, and are claimed next. */
    private void putAside(ClaimedMail mail) throws OutboxException {
        List<RecipientOutcome> held = mail.recipients().stream()
                .filter(ClaimedRecipient::possibleDuplicate)
                .map(each -> new RecipientOutcome(each.position(), each.recipient(), new Outcome.HeldInDoubt(KILLED)))
                .toList();
        intake.record(mail, held, List.of());
    }

    /**
     * What the store is to note of {@code outcomes}: a peer's "not now" says nothing of an earlier attempt that may have
     * arrived, so such a recipient stays a possible duplicate.
     */
    static List<RecipientOutcome> remembered(ClaimedMail mail, List<RecipientOutcome> outcomes) {
        Set<Integer> doubtful = mail.recipients().stream()
                .filter(ClaimedRecipient::possibleDuplicate)
                .map(ClaimedRecipient::position)
                .collect(Collectors.toSet());
        return doubtful.isEmpty()
                ? List.copyOf(outcomes)
                : outcomes.stream()
                        .map(each -> doubtful.contains(each.position()) ? remembered(each) : each)
                        .toList();
    }

    private static RecipientOutcome remembered(RecipientOutcome one) {
        return one.outcome() instanceof Outcome.Deferred deferred
                ? new RecipientOutcome(
                        one.position(),
                        one.recipient(),
                        new Outcome.Uncertain(deferred.diagnosis(), deferred.nextAttempt()))
                : one;
    }
}
