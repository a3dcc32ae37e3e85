package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.OutboxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The mails that this process has in hand: being delivered or waiting for that, about to be cancelled by a transaction, or
 * being changed by an operator. One at a time has a mail; what waits for a deliverer may be taken from it. Safe for use by
 * many threads.
 *
 * <p>One lock, {@link #taking}, makes claims follow each other; it is held while the store is asked. That is the
 * exception from "no disk work under a lock": nobody but other claims waits for it.
 */
public final class InHand {
    /** Less is the drift of clocks that are kept in step, and makes mail late by no more. */
    private static final Duration STEP_BACK = Duration.ofSeconds(30);

    private final OutboxStore store;
    private final Clock clock;
    private final ReentrantLock taking = new ReentrantLock();
    private final Claims claims = new Claims();
    private final RecallSignal recalls = new RecallSignal();
    /** The latest time by which mail was made due. */
    private final AtomicLong latest;

    /** Nothing is in hand yet. */
    public InHand(OutboxStore store, Clock clock) throws OutboxException {
        this.store = store;
        this.clock = clock;
        latest = new AtomicLong(store.newest().map(Instant::toEpochMilli).orElse(0L));
    }

    /** The mails that somebody is at work with: to be let alone. */
    public Set<MailId> begun() {
        return claims.begun();
    }

    /** Sets who hears of claims that were recalled. */
    public void onRecall(Consumer<Set<Long>> listener) {
        recalls.listener(listener);
    }

    /** The mail is gone, or the store knows that it is nobody's any more. */
    public void forget(MailId mail) {
        claims.remove(mail);
    }

    /** Refuses if {@code mail}, or the part of one that it is, is not in hand. */
    public void require(ClaimedMail mail) throws OutboxException {
        if (!claims.holds(mail)) {
            throw new OutboxException("Mail " + mail.id() + " is not claimed");
        }
    }

    /** As {@link io.github.smtpra.outbox.Outbox#begin}. */
    public boolean begin(ClaimedMail mail) {
        return claims.begin(mail);
    }

    /** Lets go of a mail, or of a part of one; the store hears of the last part only. */
    public void end(ClaimedMail mail) throws OutboxException {
        if (claims.end(mail)) {
            giveBack(mail.id());
        }
    }

    /** Takes what is due, {@code max} mails at most. */
    public List<ClaimedMail> claim(int max) throws OutboxException {
        taking.lock();
        try {
            return store.claim(now(), max, claims.mails()).stream()
                    .map(claims::add)
                    .toList();
        } finally {
            taking.unlock();
        }
    }

    /** Mail was made due at {@code now}. */
    void dueAt(Instant now) {
        latest.accumulateAndGet(now.toEpochMilli(), Math::max);
    }

    /** The time; if the clock was set back, mail does not wait until it has caught up. */
    private Instant now() throws OutboxException {
        Instant now = clock.instant();
        Instant before = Instant.ofEpochMilli(latest.get());
        if (now.isBefore(before.minus(STEP_BACK))) {
            store.clockSetBack(before, now);
            latest.set(now.toEpochMilli());
        }
        return now;
    }

    /**
     * Takes {@code mail}, due or not, also from a deliverer who has not begun with it; false if it is gone, in doubt, or
     * somebody is at work with it.
     */
    public boolean take(MailId mail) throws OutboxException {
        OptionalLong recalled;
        taking.lock();
        try {
            recalled = claims.recall(mail);
            if (recalled.isEmpty()) {
                return !claims.contains(mail) && store.take(mail, clock.instant()) && claims.add(mail);
            }
        } finally {
            taking.unlock();
        }
        recalls.fire(Set.of(recalled.getAsLong()));
        return true;
    }

    /**
     * Takes from deliverers what they have not begun with of {@code which}, also the parts of mails of which others have
     * begun.
     *
     * @return those of which nothing was begun; they are in the caller's hand now
     */
    public List<MailId> recall(Predicate<MailId> which) {
        Claims.Recalled recalled = claims.recall(which);
        if (!recalled.claims().isEmpty()) {
            recalls.fire(recalled.claims());
        }
        return recalled.mails();
    }

    /** Lets go of {@code mail}, which stays as it is. */
    public void giveBack(MailId mail) throws OutboxException {
        try {
            store.giveBack(mail);
        } finally {
            forget(mail);
        }
    }

    /** When the next mail that is not in hand is due. */
    public Optional<Instant> nextDue() throws OutboxException {
        return store.nextDue(claims.mails());
    }
}
