package io.github.smtpra.outbox;

import io.github.smtpra.api.queue.MailQueue;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.directory.SharedByDirectory.Hold;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One user's hold on an outbox: passes everything on. Closed, it still leads to the outbox as long as others hold that;
 * what is under way in this user's resources can so end.
 */
final class OutboxHandle implements Outbox {
    private final Hold<DurableOutbox> hold;

    OutboxHandle(Hold<DurableOutbox> hold) {
        this.hold = hold;
    }

    private Outbox outbox() {
        return hold.value();
    }

    @Override
    public StagedMail stage(Sending sending, InputStream content) throws IOException {
        return outbox().stage(sending, content);
    }

    @Override
    public void discard(Collection<StagedMail> mails) {
        outbox().discard(mails);
    }

    @Override
    public List<MailId> submit(Collection<StagedMail> mails) throws OutboxException {
        return outbox().submit(mails);
    }

    @Override
    public boolean cancel(MailId mail) throws OutboxException {
        return outbox().cancel(mail);
    }

    @Override
    public BranchResource branchResource() {
        return outbox().branchResource();
    }

    @Override
    public List<ClaimedMail> claim(int max) throws OutboxException {
        return outbox().claim(max);
    }

    @Override
    public boolean begin(ClaimedMail mail) {
        return outbox().begin(mail);
    }

    @Override
    public void onRecall(Consumer<Set<Long>> listener) {
        outbox().onRecall(listener);
    }

    @Override
    public void release(ClaimedMail mail) throws OutboxException {
        outbox().release(mail);
    }

    @Override
    public InputStream openContent(ClaimedMail mail) throws OutboxException {
        return outbox().openContent(mail);
    }

    @Override
    public void finalDot(ClaimedMail mail, Collection<Integer> positions) throws OutboxException {
        outbox().finalDot(mail, positions);
    }

    @Override
    public void record(ClaimedMail mail, List<RecipientOutcome> outcomes, Collection<StagedMail> reports)
            throws OutboxException {
        outbox().record(mail, outcomes, reports);
    }

    @Override
    public Optional<Instant> nextDue() throws OutboxException {
        return outbox().nextDue();
    }

    @Override
    public void onDue(Runnable listener) {
        outbox().onDue(listener);
    }

    @Override
    public OwedReports reports() {
        return outbox().reports();
    }

    @Override
    public MailQueue queue() {
        return outbox().queue();
    }

    @Override
    public void close() {
        hold.close();
    }
}
