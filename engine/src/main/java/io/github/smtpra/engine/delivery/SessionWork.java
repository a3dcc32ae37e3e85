package io.github.smtpra.engine.delivery;

import io.github.smtpra.outbox.ClaimedMail;
import java.util.List;
import java.util.Optional;

/**
 * What the thread of a session does: delivers what its lane has, waits a while for more on the same connection, says QUIT
 * and ends.
 */
final class SessionWork implements Runnable {
    private final SessionPool pool;
    private final Lane lane;
    private final DestinationSession session;
    private final Tools tools;

    /** What the work needs. */
    record Tools(MailDelivery delivery, Turns turns) {}

    SessionWork(SessionPool pool, Lane lane, DestinationSession session, Tools tools) {
        this.pool = pool;
        this.lane = lane;
        this.session = session;
        this.tools = tools;
    }

    @Override
    public void run() {
        try {
            Optional<ClaimedMail> mail = pool.take(lane);
            while (mail.isPresent()) {
                mail = deliver(mail.get()).or(() -> pool.take(lane));
            }
            session.quit();
        } finally {
            pool.left(lane, session);
        }
    }

    /** Delivers {@code mail}; returns the one that the session has begun behind it. */
    private Optional<ClaimedMail> deliver(ClaimedMail mail) {
        View view = new View();
        try {
            tools.turns().await(lane);
            tools.delivery().deliver(session, mail, view);
        } catch (RuntimeException e) {
            tools.delivery().interrupted(mail, e);
        } finally {
            pool.delivered(lane, view.taken);
        }
        return view.taken;
    }

    /** The lane as an attempt sees it. For one attempt. */
    private final class View implements MailDelivery.LaneView {
        private Optional<ClaimedMail> taken = Optional.empty();

        @Override
        public Optional<ClaimedMail> ahead() {
            // RFC 2920 §3.1; not where the rate is what counts.
            Optional<ClaimedMail> next = tools.turns().arePaced() ? Optional.empty() : pool.ahead(lane);
            while (next.isPresent() && !tools.delivery().begins(next.get())) {
                pool.notBegun(lane);
                next = pool.ahead(lane);
            }
            taken = next;
            return taken;
        }

        /** What waits behind a mail that found nobody is not tried. */
        @Override
        public void ended(Attempt attempt) {
            List<ClaimedMail> behind = session.isAborted() ? List.of() : pool.ended(lane, attempt);
            behind.forEach(
                    mail -> tools.delivery().suspend(mail, attempt.results().get(0)));
        }
    }
}
