package io.github.smtpra.engine.delivery;

import io.github.smtpra.outbox.ClaimedMail;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is in hand for one destination: mail that waits, and how its sessions are doing. Guarded by the pool's lock. */
final class Lane {
    private final Destination destination;
    private final DestinationHold hold;
    private final Throttle throttle;
    private final Pace pace;
    private final Clock clock;
    private final Deque<ClaimedMail> waiting = new ArrayDeque<>();

    /** Sessions whose thread delivers. */
    private int busy;

    /** Mails begun by sessions that have another one in hand. */
    private int begun;

    /** Sessions that take no more mail, and whose connection is still being closed. */
    private int leaving;

    /** All sessions; those that are neither busy nor leaving wait for mail, or have not yet looked. */
    private int sessions;

    Lane(Destination destination, Limits limits, Clock clock) {
        this.destination = destination;
        this.hold = new DestinationHold(limits.backoff());
        this.throttle = new Throttle(limits.sessions());
        this.pace = new Pace(limits.distance());
        this.clock = clock;
    }

    /**
     * What a destination gets.
     *
     * @param sessions how many at a time
     * @param backoff how long it is left alone when it can not be reached
     * @param distance the time between two mails to it
     */
    record Limits(int sessions, Backoff backoff, Duration distance) {}

    Destination destination() {
        return destination;
    }

    DestinationHold hold() {
        return hold;
    }

    Pace pace() {
        return pace;
    }

    /** Why nothing is to be tried now; empty if something is. */
    Optional<PeerResult> obstacle() {
        return hold.obstacle(clock.instant());
    }

    int waitingCount() {
        return waiting.size();
    }

    int inHand() {
        return waiting.size() + busy + begun + leaving;
    }

    int sessions() {
        return sessions;
    }

    void add(ClaimedMail mail) {
        waiting.add(mail);
    }

    /** Whether mail waits that no session is there for, though one may be. */
    boolean wantsSession() {
        return sessions - busy - leaving < waiting.size() && sessions < allowed();
    }

    /** RFC 5321 §4.5.4.1: one finds out whether a host is back. */
    private int allowed() {
        if (obstacle().isPresent()) {
            return 0;
        }
        return hold.isFailing() ? 1 : throttle.limit();
    }

    void sessionStarted() {
        sessions++;
    }

    /** The next mail for a session, if it is to take one. */
    Optional<ClaimedMail> next() {
        Optional<ClaimedMail> mail = busy < allowed() ? Optional.ofNullable(waiting.poll()) : Optional.empty();
        mail.ifPresent(one -> busy++);
        return mail;
    }

    /** The next mail for a session that has one in hand. */
    Optional<ClaimedMail> ahead() {
        // What is too late for its sender is not begun.
        Optional<ClaimedMail> mail = Optional.ofNullable(waiting.peek()).filter(one -> !MailDelivery.isTooLate(one));
        mail.ifPresent(one -> {
            waiting.remove();
            begun++;
        });
        return mail;
    }

    /** What was taken to be begun was not. */
    void notBegun() {
        begun--;
    }

    /** A session is done with the mail in hand, and goes on with the one that it has begun. */
    void begunIsInHand() {
        begun--;
    }

    void delivered() {
        busy--;
    }

    void ended(Attempt attempt) {
        throttle.ended(attempt.results());
        hold.ended(attempt, clock.instant());
    }

    void leaves() {
        leaving++;
    }

    void left() {
        leaving--;
        sessions--;
    }

    /** Forgets what waits of {@code claims}. */
    void forget(Set<Long> claims) {
        waiting.removeIf(mail -> claims.contains(mail.claim()));
    }

    /** All that waits; it waits no more. */
    List<ClaimedMail> drain() {
        List<ClaimedMail> all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }

    /** Whether there is nothing to remember of it. */
    boolean isForgotten() {
        return sessions == 0 && waiting.isEmpty() && !hold.isFailing();
    }
}
