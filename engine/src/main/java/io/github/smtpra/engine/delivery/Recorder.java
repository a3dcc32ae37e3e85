package io.github.smtpra.engine.delivery;

import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RecipientOutcome;
import io.github.smtpra.outbox.StagedMail;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Writes the end of an attempt into the outbox, with the report that it calls for, in one step. While the outbox fails it
 * keeps trying, until the service is closed: that a mail was delivered must not be forgotten. Safe for use by many threads.
 */
final class Recorder {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Outbox outbox;
    private final Reports reports;
    private final Closing closing;
    private final DeliveryLog log;

    Recorder(Outbox outbox, Reports reports, Closing closing, DeliveryLog log) {
        this.outbox = outbox;
        this.reports = reports;
        this.closing = closing;
        this.log = log;
    }

    /** Begins with {@code mail}; false if it was recalled. */
    boolean begins(ClaimedMail mail) {
        return outbox.begin(mail);
    }

    /** What to make of an attempt whose failures can not be reported. */
    @FunctionalInterface
    interface WithoutReport {
        Outcome instead(Outcome.Failed failed);
    }

    /**
     * Records {@code outcomes}. Where the report on failures can not be staged, nothing is recorded as failed: the sender
     * would never hear of it. What was relayed stays so, unreported: to send it again would be worse.
     *
     * @return what was recorded, or should have been
     */
    List<RecipientOutcome> record(ClaimedMail mail, List<RecipientOutcome> outcomes, WithoutReport withoutReport) {
        List<StagedMail> staged;
        List<RecipientOutcome> recorded = outcomes;
        try {
            staged = reports.stage(mail, outcomes);
        } catch (IOException | RuntimeException e) {
            log.trouble("no report on mail " + mail.id() + " could be stored; its failures wait", e);
            staged = List.of();
            recorded = outcomes.stream().map(one -> instead(one, withoutReport)).toList();
        }
        insist(mail, recorded, staged);
        return recorded;
    }

    /** Records {@code outcomes}, of which none is a failure; where that fails, gives the mail back instead. */
    void recordOnce(ClaimedMail mail, List<RecipientOutcome> outcomes) {
        if (!isRecorded(mail, outcomes, List.of())) {
            release(mail);
        }
    }

    private static RecipientOutcome instead(RecipientOutcome one, WithoutReport withoutReport) {
        return one.outcome() instanceof Outcome.Failed failed
                ? new RecipientOutcome(one.position(), one.recipient(), withoutReport.instead(failed))
                : one;
    }

    private void insist(ClaimedMail mail, List<RecipientOutcome> outcomes, List<StagedMail> staged) {
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        while (!isRecorded(mail, outcomes, staged)) {
            if (closing.hasBegun()) {
                outbox.discard(staged);
                return;
            }
            closing.pause(backoff.next());
        }
    }

    private boolean isRecorded(ClaimedMail mail, List<RecipientOutcome> outcomes, List<StagedMail> staged) {
        try {
            outbox.record(mail, outcomes, staged);
            return true;
        } catch (OutboxException | RuntimeException e) {
            log.trouble("the end of an attempt to deliver mail " + mail.id() + " could not be recorded", e);
            return false;
        }
    }

    /** Gives a mail back that nothing was decided about; one that was recalled is given back already. */
    void release(ClaimedMail mail) {
        try {
            if (outbox.begin(mail)) {
                outbox.release(mail);
            }
        } catch (OutboxException | RuntimeException e) {
            // It stays claimed, and comes back when the outbox is opened again.
            log.trouble("mail " + mail.id() + " could not be given back", e);
        }
    }
}
