package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.thread.Wakeup;
import io.github.smtpra.outbox.ClaimedMail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sessions with all destinations, each with its thread: a thread delivers what its destination has, waits a while for
 * more on the same connection, says QUIT and ends; sooner, where another destination has mail and there may be no more
 * sessions. There are no threads while nothing is due.
 *
 * <p>Safe for use by many threads. One lock, under which nothing waits but for mail.
 */
final class SessionPool {
    private final DeliverySettings.Sessions limits;
    private final Parts parts;
    private final int window;
    private final int longestQueue;
    private final Pace pace;
    private final boolean paced;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Lanes lanes;
    private final Set<DestinationSession> sessions = new HashSet<>();
    private final Set<Thread> started = new HashSet<>();
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
        this.window = window.mails();
        this.longestQueue = window.ofOneDestination();
        this.pace = new Pace(settings.paces().inAll());
        this.paced = !settings.paces().equals(DeliverySettings.Paces.UNLIMITED);
    }

    /**
     * How much mail is taken in hand.
     *
     * @param mails in all
     * @param ofOneDestination of those, how many may wait for the same destination
     */
    record Window(int mails, int ofOneDestination) {
        /**
         * Mail is asked for when there is room for so much: the outbox is not asked for each one, nor the dispatcher woken.
         */
        static final int BATCH = 8;

        /** Where there is one destination: what can be delivered soon, so that the rest can still be recalled. */
        static Window ofSessions(int sessions) {
            // One more for each session, to follow behind the final dot of the mail that it has in hand (RFC 2920
            // §3.1); and what keeps them busy while the next batch is asked for.
            int mails = 2 * sessions + 2 * BATCH;
            return new Window(mails, mails);
        }

        /** Where there are many: a fifth is the most that a slow one has of it. */
        static final Window OF_MANY = new Window(1000, 200);
    }

    /** How many mails can be handed over now; none, if so few that it is better to wait for a batch. */
    int room() {
        lock.lock();
        try {
            int room = window - lanes.inHand();
            return room < Window.BATCH ? 0 : room;
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
        return lane.waitingCount() < longestQueue ? Optional.empty() : Optional.of(new Admission.Full());
    }

    /** Threads for mail that has none, as far as there may be more. */
    private List<Thread> newThreads() {
        List<Thread> fresh = new ArrayList<>();
        for (Lane lane : lanes.wanting()) {
            if (!closing && sessions.size() < limits.inAll()) {
                fresh.add(newThread(lane));
            }
        }
        return fresh;
    }

    private Thread newThread(Lane lane) {
        DestinationSession session = new DestinationSession(lane.destination(), parts.session());
        Thread thread = parts.threads().newThread(() -> work(lane, session));
        sessions.add(session);
        lane.sessionStarted();
        lanes.served(lane);
        started.removeIf(one -> one.getState() == Thread.State.TERMINATED);
        started.add(thread);
        return thread;
    }

    private void work(Lane lane, DestinationSession session) {
        try {
            Optional<ClaimedMail> mail = take(lane);
            while (mail.isPresent()) {
                mail = deliver(lane, session, mail.get()).or(() -> take(lane));
            }
            session.quit();
        } finally {
            left(lane, session);
        }
    }

    /** Delivers {@code mail}; returns the one that the session has begun behind it. */
    private Optional<ClaimedMail> deliver(Lane lane, DestinationSession session, ClaimedMail mail) {
        View view = new View(lane, session);
        try {
            awaitTurn(lane);
            parts.delivery().deliver(session, mail, view);
        } catch (RuntimeException e) {
            parts.delivery().interrupted(mail, e);
        } finally {
            delivered(lane, view.taken);
        }
        return view.taken;
    }

    /** The lane as an attempt sees it. For one attempt and its thread. */
    private final class View implements MailDelivery.LaneView {
        private final Lane lane;
        private final DestinationSession session;
        private Optional<ClaimedMail> taken = Optional.empty();

        View(Lane lane, DestinationSession session) {
            this.lane = lane;
            this.session = session;
        }

        @Override
        public Optional<ClaimedMail> ahead() {
            lock.lock();
            try {
                // RFC 2920 §3.1; not where the rate is what counts.
                taken = closing || paced ? Optional.empty() : lane.ahead();
                return taken;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void ended(Attempt attempt) {
            SessionPool.this.ended(lane, session, attempt);
        }
    }

    private void awaitTurn(Lane lane) {
        long now = System.nanoTime();
        Duration one = lane.pace().reserve(now);
        Duration other = pace.reserve(now);
        Duration wait = one.compareTo(other) > 0 ? one : other;
        if (!wait.isZero()) {
            parts.closing().pause(wait);
        }
    }

    /** An attempt has ended: what waits behind one that found nobody is not tried. */
    private void ended(Lane lane, DestinationSession session, Attempt attempt) {
        if (session.isAborted()) {
            return;
        }
        List<ClaimedMail> behind;
        lock.lock();
        try {
            lane.ended(attempt);
            behind = lane.obstacle().isPresent() ? lane.drain() : List.of();
        } finally {
            lock.unlock();
        }
        behind.forEach(mail -> parts.delivery().suspend(mail, attempt.results().get(0)));
    }

    /** The next mail, or empty if the thread is to end. */
    private Optional<ClaimedMail> take(Lane lane) {
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
        return sessions.size() >= limits.inAll() && lanes.wanting().stream().anyMatch(one -> one.sessions() == 0);
    }

    private void delivered(Lane lane, Optional<ClaimedMail> begun) {
        List<Thread> fresh;
        boolean wanted;
        lock.lock();
        try {
            begun.ifPresentOrElse(one -> lane.begunIsInHand(), lane::delivered);
            fresh = newThreads();
            wanted = room() > 0;
        } finally {
            lock.unlock();
        }
        fresh.forEach(Thread::start);
        if (wanted) {
            parts.sessionFree().ring();
        }
    }

    private void left(Lane lane, DestinationSession session) {
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
            lanes.all().stream()
                    .filter(lane -> lane.destination().domain().isEmpty()
                            || lane.destination().domain().equalsIgnoreCase(domain))
                    .forEach(lane -> lane.hold().release());
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
        sessionsLeft().forEach(DestinationSession::abort);
        joinAll();
        sessionsLeft().forEach(DestinationSession::cut);
        joinAll();
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

    private List<DestinationSession> sessionsLeft() {
        lock.lock();
        try {
            return List.copyOf(sessions);
        } finally {
            lock.unlock();
        }
    }

    private List<Thread> threadsLeft() {
        lock.lock();
        try {
            return List.copyOf(started);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all threads have ended, but no longer than the settings say. */
    private void joinAll() {
        long end = System.nanoTime() + limits.closing().toNanos();
        try {
            for (Thread thread : threadsLeft()) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
