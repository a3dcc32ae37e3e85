package io.github.smtpra.engine.delivery;

import io.github.smtpra.outbox.ClaimedMail;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The sessions with the relay, each with its thread: a thread delivers what it is handed, waits a while for more on the
 * same connection, says QUIT and ends. There are no threads while nothing is due.
 *
 * <p>Safe for use by many threads. One lock, under which nothing waits but for mail.
 */
final class SessionPool {
    private final DeliverySettings.Sessions limits;
    private final Supplier<RelaySession> newSession;
    private final MailDelivery delivery;
    private final ThreadFactory threads;
    private final Wakeup sessionFree;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ClaimedMail> waiting = new ArrayDeque<>();
    private final Set<RelaySession> sessions = new HashSet<>();
    private final Set<Thread> started = new HashSet<>();

    /** Threads that deliver; the others wait for mail, have not yet looked, or are leaving. */
    private int busy;

    /** Mails begun by threads that have another one in hand. */
    private int begun;

    /** Threads that take no more mail, and whose connection is still being closed. */
    private int leaving;

    private boolean closing;

    SessionPool(
            DeliverySettings.Sessions limits,
            Supplier<RelaySession> newSession,
            MailDelivery delivery,
            ThreadFactory threads,
            Wakeup sessionFree) {
        this.limits = limits;
        this.newSession = newSession;
        this.delivery = delivery;
        this.threads = threads;
        this.sessionFree = sessionFree;
    }

    /** How many mails can be handed over now. */
    int free() {
        lock.lock();
        try {
            // One more for each session, to follow behind the final dot of the mail that it has in hand (RFC 2920
            // §3.1).
            return 2 * limits.max() - busy - begun - leaving - waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whether no mail is being delivered. */
    boolean isQuiet() {
        lock.lock();
        try {
            return busy == 0 && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Hands a mail over; no more than are {@link #free()}.
     *
     * @return whether it was taken: not while the pool is being closed
     */
    boolean accept(ClaimedMail mail) {
        Optional<Thread> fresh = Optional.empty();
        lock.lock();
        try {
            if (closing) {
                return false;
            }
            waiting.add(mail);
            if (sessions.size() < limits.max() && sessions.size() - busy - leaving < waiting.size()) {
                fresh = Optional.of(newThread());
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
        fresh.ifPresent(Thread::start);
        return true;
    }

    private Thread newThread() {
        RelaySession session = newSession.get();
        Thread thread = threads.newThread(() -> work(session));
        sessions.add(session);
        started.removeIf(one -> one.getState() == Thread.State.TERMINATED);
        started.add(thread);
        return thread;
    }

    private void work(RelaySession session) {
        try {
            Optional<ClaimedMail> mail = take();
            while (mail.isPresent()) {
                mail = deliver(session, mail.get()).or(this::take);
            }
            session.quit();
        } finally {
            left(session);
        }
    }

    /** Delivers {@code mail}; returns the one that the session has begun behind it. */
    private Optional<ClaimedMail> deliver(RelaySession session, ClaimedMail mail) {
        Ahead ahead = new Ahead();
        try {
            delivery.deliver(session, mail, ahead);
        } catch (RuntimeException e) {
            // A fault of ours. The mail stays claimed, since how it ended is not known: it comes back at the next
            // start.
            delivery.log().trouble("mail " + mail.id() + " could not be dealt with", e);
        } finally {
            ahead.taken.ifPresentOrElse(one -> begunIsInHand(), this::delivered);
        }
        return ahead.taken;
    }

    /** Gives a session the mail that it begins before the one in hand is over. For its thread. */
    private final class Ahead implements Supplier<Optional<ClaimedMail>> {
        private Optional<ClaimedMail> taken = Optional.empty();

        @Override
        public Optional<ClaimedMail> get() {
            lock.lock();
            try {
                // What is too late for its sender is not begun.
                taken = Optional.ofNullable(waiting.peek()).filter(one -> !MailDelivery.isTooLate(one));
                taken.ifPresent(one -> {
                    waiting.remove();
                    begun++;
                });
            } finally {
                lock.unlock();
            }
            return taken;
        }
    }

    private void begunIsInHand() {
        lock.lock();
        try {
            begun--;
        } finally {
            lock.unlock();
        }
        sessionFree.ring();
    }

    /** The next mail, or empty if the thread is to end. */
    private Optional<ClaimedMail> take() {
        lock.lock();
        try {
            awaitMail();
            Optional<ClaimedMail> mail = Optional.ofNullable(waiting.poll());
            mail.ifPresentOrElse(one -> busy++, () -> leaving++);
            return mail;
        } finally {
            lock.unlock();
        }
    }

    private void awaitMail() {
        try {
            long nanos = limits.idle().toNanos();
            while (waiting.isEmpty() && !closing && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            // Nobody of ours interrupts; a stray interrupt ends the idle time.
            Thread.interrupted();
        }
    }

    private void delivered() {
        lock.lock();
        try {
            busy--;
        } finally {
            lock.unlock();
        }
        sessionFree.ring();
    }

    private void left(RelaySession session) {
        lock.lock();
        try {
            leaving--;
            sessions.remove(session);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        sessionFree.ring();
    }

    /**
     * Aborts what is not past the final dot; gives the rest its time, then cuts it off. No thread is left.
     *
     * @return mails that were handed over and not begun
     */
    List<ClaimedMail> close() {
        List<ClaimedMail> notBegun = beginClosing();
        sessionsLeft().forEach(RelaySession::abort);
        joinAll();
        sessionsLeft().forEach(RelaySession::cut);
        joinAll();
        return notBegun;
    }

    private List<ClaimedMail> beginClosing() {
        lock.lock();
        try {
            closing = true;
            List<ClaimedMail> notBegun = new ArrayList<>(waiting);
            waiting.clear();
            changed.signalAll();
            return notBegun;
        } finally {
            lock.unlock();
        }
    }

    private List<RelaySession> sessionsLeft() {
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
                thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
