package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.thread.Wakeup;
import io.github.smtpra.outbox.ClaimedMail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sessions with all destinations, each with its thread ({@link SessionWork}), which ends when nothing comes for a
 * while; sooner, where another destination has mail and there may be no more sessions. There are no threads while nothing
 * is due.
 *
 * <p>Safe for use by many threads. One lock, under which nothing waits but for mail.
 */
final class SessionPool {
    private final DeliverySettings.Sessions limits;
    private final Parts parts;
    private final Window window;
    private final SessionWork.Tools tools;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Lanes lanes;
    private final SessionThreads sessions;
    private boolean closing;

    /** What a pool works with. */
    record Parts(
            DestinationSession.Parts session,
            MailDelivery delivery,
            ThreadFactory threads,
            Wakeup sessionFree,
            Closing closing) {}

    /** A pool without sessions yet. */
    SessionPool(DeliverySettings settings, Parts parts, Lanes lanes, Window window) {
        this.limits = settings.sessions();
        this.parts = parts;
        this.lanes = lanes;
        this.window = window;
        this.sessions = new SessionThreads(limits.closing());
        this.tools = new SessionWork.Tools(parts.delivery(), new Turns(settings.paces(), parts.closing()));
    }

    /** How many mails can be handed over now; none, if so few that it is better to wait for a batch. */
    int room() {
        lock.lock();
        try {
            return window.room(lanes.inHand());
        } finally {
            lock.unlock();
        }
    }

    /** Hands a mail over. */
    Admission accept(Destination destination, ClaimedMail mail) {
        List<Thread> fresh;
        lock.lock();
        try {
            Optional<Admission> refused = refusal(lanes.of(destination));
            if (refused.isPresent()) {
                return refused.get();
            }
            lanes.of(destination).add(mail);
            fresh = newThreads();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        fresh.forEach(Thread::start);
        return new Admission.Taken();
    }

    private Optional<Admission> refusal(Lane lane) {
        if (closing) {
            return Optional.of(new Admission.Closed());
        }
        Optional<PeerResult> obstacle = lane.obstacle();
        if (obstacle.isPresent()) {
            return obstacle.map(Admission.Suspended::new);
        }
        return lane.waitingCount() < window.ofOneDestination() ? Optional.empty() : Optional.of(new Admission.Full());
    }

    /** Forgets what waits of {@code claims}: they were recalled, and are nobody's business here. */
    void forget(Set<Long> claims) {
        lock.lock();
        try {
            lanes.all().forEach(lane -> lane.forget(claims));
        } finally {
            lock.unlock();
        }
        parts.sessionFree().ring();
    }

    /** Threads for mail that has none, as far as there may be more. */
    private List<Thread> newThreads() {
        List<Thread> fresh = new ArrayList<>();
        for (Lane lane : lanes.wanting()) {
            if (!closing && sessions.count() < limits.inAll()) {
                fresh.add(newThread(lane));
            }
        }
        return fresh;
    }

    private Thread newThread(Lane lane) {
        DestinationSession session = new DestinationSession(lane.destination(), parts.session());
        Thread thread = parts.threads().newThread(new SessionWork(this, lane, session, tools));
        sessions.add(session, thread);
        lane.sessionStarted();
        lanes.served(lane);
        return thread;
    }

    /** The next mail, or empty if the thread is to end. */
    Optional<ClaimedMail> take(Lane lane) {
        lock.lock();
        try {
            Optional<ClaimedMail> mail = awaitMail(lane);
            if (mail.isEmpty()) {
                lane.leaves();
            }
            return mail;
        } finally {
            lock.unlock();
        }
    }

    private Optional<ClaimedMail> awaitMail(Lane lane) {
        long nanos = limits.idle().toNanos();
        Optional<ClaimedMail> mail = nextMail(lane);
        while (mail.isEmpty() && nanos > 0 && !closing && !isNeededElsewhere()) {
            try {
                nanos = changed.awaitNanos(nanos);
            } catch (InterruptedException e) {
                // Nobody of ours interrupts; a stray interrupt ends the idle time.
                Thread.interrupted();
                nanos = 0;
            }
            mail = nextMail(lane);
        }
        return mail;
    }

    private Optional<ClaimedMail> nextMail(Lane lane) {
        // A lane with several sessions makes way for one that has none.
        boolean makesWay = closing || lane.sessions() > 1 && isNeededElsewhere();
        return makesWay ? Optional.empty() : lane.next();
    }

    private boolean isNeededElsewhere() {
        return sessions.count() >= limits.inAll() && lanes.wanting().stream().anyMatch(one -> one.sessions() == 0);
    }

    /** The mail that may be begun behind the one in hand, if there is one. */
    Optional<ClaimedMail> ahead(Lane lane) {
        lock.lock();
        try {
            return closing ? Optional.empty() : lane.ahead();
        } finally {
            lock.unlock();
        }
    }

    /** What {@link #ahead} gave was not begun after all. */
    void notBegun(Lane lane) {
        lock.lock();
        try {
            lane.notBegun();
        } finally {
            lock.unlock();
        }
    }

    /** An attempt has ended; returns what waits behind it and is not to be tried, if it found nobody. */
    List<ClaimedMail> ended(Lane lane, Attempt attempt) {
        lock.lock();
        try {
            lane.ended(attempt);
            return lane.obstacle().isPresent() ? lane.drain() : List.of();
        } finally {
            lock.unlock();
        }
    }

    /** A session is done with a mail, and goes on with the one that it has begun behind it. */
    void delivered(Lane lane, Optional<ClaimedMail> begun) {
        List<Thread> fresh;
        boolean wanted;
        lock.lock();
        try {
            begun.ifPresentOrElse(one -> lane.begunIsInHand(), lane::delivered);
            fresh = newThreads();
            wanted = window.room(lanes.inHand()) > 0;
        } finally {
            lock.unlock();
        }
        fresh.forEach(Thread::start);
        if (wanted) {
            parts.sessionFree().ring();
        }
    }

    /** The thread of {@code session} ends. */
    void left(Lane lane, DestinationSession session) {
        List<Thread> fresh;
        lock.lock();
        try {
            lane.left();
            lanes.left(lane);
            sessions.remove(session);
            fresh = newThreads();
        } finally {
            lock.unlock();
        }
        fresh.forEach(Thread::start);
        parts.sessionFree().ring();
    }

    /** Lets the destinations that mail for {@code domain} goes to be tried at once, whatever was before. */
    void release(String domain) {
        lock.lock();
        try {
            lanes.to(domain).forEach(lane -> lane.hold().release());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Aborts what is not past the final dot; gives the rest its time, then cuts it off. No thread is left.
     *
     * @return mails that were handed over and not begun
     */
    List<ClaimedMail> close() {
        List<ClaimedMail> notBegun = beginClosing();
        sessions.end();
        return notBegun;
    }

    private List<ClaimedMail> beginClosing() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
            return lanes.all().stream().flatMap(lane -> lane.drain().stream()).toList();
        } finally {
            lock.unlock();
        }
    }
}
