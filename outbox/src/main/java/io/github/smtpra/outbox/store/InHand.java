package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import io.github.smtpra.outbox.OutboxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    /** Each with the positions of its recipients that are in hand; none for a mail that is in hand for another reason. */
    private final Map<MailId, Set<Integer>> mails = new HashMap<>();
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
        return Set.copyOf(mails.keySet());
    }

    private synchronized void add(List<ClaimedMail> claimed) {
        claimed.forEach(mail -> mails.put(mail.id(), new HashSet<>(positions(mail))));
    }

    private static List<Integer> positions(ClaimedMail mail) {
        return mail.recipients().stream().map(ClaimedRecipient::position).toList();
    }

    private synchronized boolean add(MailId mail) {
        return mails.putIfAbsent(mail, new HashSet<>()) == null;
    }

    /** The mail is gone, or the store knows that it is nobody's any more. */
    public synchronized void forget(MailId mail) {
        mails.remove(mail);
    }

    /** Whether {@code mail} is in hand. */
    public synchronized boolean contains(MailId mail) {
        return mails.containsKey(mail);
    }

    /** Refuses if {@code mail}, or the part of one that it is, is not in hand. */
    public synchronized void require(ClaimedMail mail) throws OutboxException {
        if (!mails.getOrDefault(mail.id(), Set.of()).containsAll(positions(mail))) {
            throw new OutboxException("Mail " + mail.id() + " is not claimed");
        }
    }

    /** Lets go of a mail, or of a part of one; the store hears of the last part only. */
    public void end(ClaimedMail mail) throws OutboxException {
        if (isLast(mail)) {
            giveBack(mail.id());
        }
    }

    private synchronized boolean isLast(ClaimedMail mail) {
        Set<Integer> left = mails.getOrDefault(mail.id(), new HashSet<>());
        left.removeAll(positions(mail));
        return left.isEmpty();
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
        try {
            store.giveBack(mail);
        } finally {
            forget(mail);
        }
    }

    /** When the next mail that is not in hand is due. */
    public Optional<Instant> nextDue() throws OutboxException {
        return store.nextDue(mails());
    }
}
