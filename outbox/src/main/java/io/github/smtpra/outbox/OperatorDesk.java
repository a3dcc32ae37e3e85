package io.github.smtpra.outbox;

import io.github.smtpra.api.MailException;
import io.github.smtpra.api.queue.DestinationOutcomes;
import io.github.smtpra.api.queue.DestinationStatistics;
import io.github.smtpra.api.queue.MailQueue;
import io.github.smtpra.api.queue.QueueSelection;
import io.github.smtpra.api.queue.QueueStatistics;
import io.github.smtpra.api.queue.QueueStatistics.Mails;
import io.github.smtpra.api.queue.QueuedMail;
import io.github.smtpra.api.queue.ReportStatistics;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.store.ClaimLostException;
import io.github.smtpra.outbox.store.DueSignal;
import io.github.smtpra.outbox.store.InHand;
import io.github.smtpra.outbox.store.Intake;
import io.github.smtpra.outbox.store.OperatorStore;
import io.github.smtpra.outbox.store.OperatorStore.Counts;
import io.github.smtpra.outbox.store.OperatorStore.Pause;
import io.github.smtpra.outbox.store.Parcel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where operators come to. A mail that is changed is first taken in hand, from a deliverer as well who has not begun with
 * it, so that it is not delivered meanwhile. Safe for use by many threads.
 */
final class OperatorDesk implements MailQueue {
    /** Mails of a destination that are changed in one step. */
    private static final int STEP = 500;

    private final Parts parts;
    private final OperatorStore store;
    private final Clock clock;
    private final Listing listing;

    /**
     * What a desk works with.
     *
     * @param store the mails
     * @param inHand those that somebody has
     * @param intake takes mails out
     * @param contents what is in them
     * @param due rung when mail becomes due
     * @param happened what has happened
     * @param reports what is owed to the application
     */
    record Parts(
            OperatorStore store,
            InHand inHand,
            Intake intake,
            Contents contents,
            DueSignal due,
            Happened happened,
            OwedReports reports) {}

    OperatorDesk(Parts parts, Clock clock) {
        this.parts = parts;
        this.store = parts.store();
        this.clock = clock;
        listing = new Listing(store, parts.inHand());
    }

    /** Something that the store is asked. */
    private interface Question<T> {
        T ask() throws IOException;
    }

    private static <T> T answer(Question<T> question) throws MailException {
        try {
            return question.ask();
        } catch (IOException e) {
            throw new MailException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A change of one mail that is in hand. */
    private interface Change {
        void make(MailId mail) throws OutboxException;
    }

    private boolean change(MailId mail, Change change) throws MailException {
        boolean done = answer(() -> changed(mail, change));
        if (done) {
            parts.due().fire();
        }
        return done;
    }

    private boolean changed(MailId mail, Change change) throws OutboxException {
        if (!parts.inHand().take(mail)) {
            return false;
        }
        try {
            change.make(mail);
            return true;
        } catch (ClaimLostException e) {
            // Another server has taken it over: it is in hand there.
            return false;
        } finally {
            parts.inHand().giveBack(mail);
        }
    }

    /** Makes a change while what waits of {@code which} is in no deliverer's hand. */
    private <T> T recalling(Predicate<MailId> which, Question<T> change) throws IOException {
        List<MailId> mails = parts.inHand().recall(which);
        try {
            return change.ask();
        } finally {
            parts.intake().giveBack(mails);
        }
    }

    @Override
    public List<QueuedMail> list(QueueSelection selection) throws MailException {
        return answer(() -> listing.list(selection));
    }

    @Override
    public Optional<QueuedMail> find(MailId mail) throws MailException {
        return answer(() -> listing.find(mail));
    }

    @Override
    public boolean dump(MailId mail, OutputStream to) throws MailException {
        return answer(() -> {
            Optional<InputStream> content = parts.contents().open(mail);
            if (content.isPresent()) {
                try (InputStream in = content.get()) {
                    in.transferTo(to);
                }
            }
            return content.isPresent();
        });
    }

    @Override
    public boolean hold(MailId mail) throws MailException {
        return change(mail, store::hold);
    }

    @Override
    public boolean release(MailId mail) throws MailException {
        return change(mail, store::release);
    }

    @Override
    public boolean retry(MailId mail) throws MailException {
        return change(mail, each -> store.retry(each, clock.instant()));
    }

    @Override
    public boolean cancel(MailId mail) throws MailException {
        return change(mail, each -> parts.intake().add(new Parcel(List.of(), List.of(each))));
    }

    @Override
    public int retryDestination(String domain) throws MailException {
        return answer(() -> inSteps(domain, mails -> store.retryAt(domain, mails, clock.instant())));
    }

    @Override
    public int drainDestination(String domain) throws MailException {
        // What waits for its turn would else be tried as it was claimed: not for the last time.
        return answer(() -> inSteps(
                domain, mails -> recalling(mails::contains, () -> store.drain(domain, mails, clock.instant()))));
    }

    /** A change of some mails of a destination; how many it concerned. */
    private interface Step {
        int run(List<MailId> mails) throws IOException;
    }

    private int inSteps(String domain, Step step) throws IOException {
        int due = 0;
        List<MailId> mails = store.at(domain, "", STEP);
        while (!mails.isEmpty()) {
            due += step.run(mails);
            parts.due().fire();
            mails = store.at(domain, mails.get(mails.size() - 1).value(), STEP);
        }
        return due;
    }

    @Override
    public void pause() throws MailException {
        // First the mark: what is given back is then not handed out again.
        answer(() -> pause(Pause.PAUSED));
        answer(() -> recalling(any -> true, () -> true));
    }

    @Override
    public void resume() throws MailException {
        answer(() -> pause(Pause.RUNNING));
        parts.due().fire();
    }

    private boolean pause(Pause pause) throws OutboxException {
        store.pause(pause);
        return true;
    }

    @Override
    public boolean isPaused() throws MailException {
        return answer(store::isPaused);
    }

    @Override
    public QueueStatistics statistics() throws MailException {
        Counts counts = answer(() -> store.counts(clock.instant()));
        long inHand = parts.inHand().begun().size();
        Mails mails = new Mails(
                counts.waiting() + counts.held() + counts.inDoubt(),
                Math.max(0, counts.due() - inHand),
                inHand,
                counts.held(),
                counts.inDoubt());
        return new QueueStatistics(
                mails, counts.oldest(), parts.happened().all().since());
    }

    @Override
    public ReportStatistics reports() throws MailException {
        return answer(parts.reports()::statistics);
    }

    @Override
    public List<DestinationStatistics> destinations(int max) throws MailException {
        return answer(() -> store.destinations(max));
    }

    @Override
    public List<DestinationOutcomes> outcomes(int max) {
        return parts.happened().destinations().most(max);
    }
}
