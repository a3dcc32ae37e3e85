package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.OutboxException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final OutboxStore store;
    private final Clock clock;
    private final ReentrantLock taking = new ReentrantLock();
    private final Set<MailId> mails = new HashSet<>();

    /** Nothing is in hand yet. */
    public InHand(OutboxStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
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
            List<ClaimedMail> claimed = store.claim(clock.instant(), max, mails());
            add(claimed);
            return claimed;
        } finally {
            taking.unlock();
        }
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
