package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.OutboxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The mails that this process has in hand: being delivered, about to be cancelled by a transaction, or being changed by
 * an operator. One at a time has a mail. Safe for use by many threads.
 *
 * <p>One lock, {@link #taking}, makes claims follow each other; it is held while the store is asked. That is the
 * exception from "no disk work under a lock": nobody but other claims waits for it. The lock of this object guards the
 * set only.
 */
public final class InHand {
    /** Less is the drift of clocks that are kept in step, and makes mail late by no more. */
    private static final Duration STEP_BACK = Duration.ofSeconds(30);

    private final OutboxStore store;
    private final Clock clock;
    private final ReentrantLock taking = new ReentrantLock();
    private final Set<MailId> mails = new HashSet<>();
    /** The latest time by which mail was made due. */
    private final AtomicLong latest;

    /** Nothing is in hand yet. */
    public InHand(OutboxStore store, Clock clock) throws OutboxException {
        this.store = store;
        this.clock = clock;
        latest = new AtomicLong(store.newest().map(Instant::toEpochMilli).orElse(0L));
    }

    /** The mails in hand now. */
    public synchronized Set<MailId> mails() {
        return Set.copyOf(mails);
    }

    private synchronized void add(List<ClaimedMail> claimed) {
        claimed.forEach(mail -> mails.add(mail.id()));
    }

    private synchronized boolean add(MailId mail) {
        return mails.add(mail);
    }

    /** The mail is gone, or the store knows that it is nobody's any more. */
    public synchronized void forget(MailId mail) {
        mails.remove(mail);
    }

    /** Whether {@code mail} is in hand. */
    public synchronized boolean contains(MailId mail) {
        return mails.contains(mail);
    }

    /** Refuses if {@code mail} is not in hand. */
    public void require(MailId mail) throws OutboxException {
        if (!contains(mail)) {
            throw new OutboxException("Mail " + mail + " is not claimed");
        }
    }

    /** Takes what is due, {@code max} mails at most. */
    public List<ClaimedMail> claim(int max) throws OutboxException {
        taking.lock();
        try {
            List<ClaimedMail> claimed = store.claim(now(), max, mails());
            add(claimed);
            return claimed;
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

    /** Takes {@code mail}, due or not; false if it is gone, in doubt, or in hand already. */
    public boolean take(MailId mail) throws OutboxException {
        taking.lock();
        try {
            if (contains(mail) || !store.take(mail, clock.instant())) {
                return false;
            }
            return add(mail);
        } finally {
            taking.unlock();
        }
    }

    /** Lets go of {@code mail}, which stays as it is. */
    public void giveBack(MailId mail) throws OutboxException {
        store.giveBack(mail);
        forget(mail);
    }

    /** When the next mail that is not in hand is due. */
    public Optional<Instant> nextDue() throws OutboxException {
        return store.nextDue(mails());
    }
}
