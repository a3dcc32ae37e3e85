package io.github.smtpra.outbox.content;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.StagedMail;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A mail between being read and being in the queue. One at a time has it in hand: who {@linkplain #take takes} it must
 * end that by {@link #keep}, {@link #giveBack} or {@link #drop}. Safe for use by many threads, without locks.
 */
public final class Staged implements StagedMail {
    private enum State {
        /** Whoever staged it may submit, enlist or discard it. */
        STAGED,
        /** A submit or a branch has it. */
        TAKEN,
        /** In the queue, and no longer ours. */
        QUEUED,
        /** Gone, with its file. */
        DISCARDED
    }

    private final NewMail mail;
    private final ContentFiles files;
    private final AtomicReference<State> state = new AtomicReference<>(State.STAGED);
    private volatile boolean published;
    private volatile boolean unfit;

    Staged(NewMail mail, ContentFiles files) {
        this.mail = mail;
        this.files = files;
    }

    /** What the store is to keep. */
    public NewMail mail() {
        return mail;
    }

    @Override
    public MailId id() {
        return mail.id();
    }

    @Override
    public Envelope envelope() {
        return mail.envelope();
    }

    @Override
    public long size() {
        return mail.size();
    }

    /**
     * Takes this mail in hand.
     *
     * @throws OutboxException if somebody has it, or it is queued or discarded
     */
    public void take() throws OutboxException {
        if (!state.compareAndSet(State.STAGED, State.TAKEN)) {
            throw new OutboxException("Mail " + id() + " was handed over or discarded before");
        }
    }

    /**
     * Makes the content survive a power failure, all but the name of its file. One failure is for good: a flush that is
     * tried again may succeed without having written what the first one could not.
     */
    public void publish() throws OutboxException {
        if (published || mail.content() instanceof MailContent.InRow) {
            return;
        }
        if (unfit) {
            throw new OutboxException("The content of mail " + id() + " could not be made durable before");
        }
        try {
            files.publish(id());
            published = true;
        } catch (IOException e) {
            unfit = true;
            throw new OutboxException("The content of mail " + id() + " can not be made durable: " + e, e);
        }
    }

    /** The queue has it now. */
    public void keep() {
        state.set(State.QUEUED);
    }

    /** Staged again, as if it had not been taken; nothing if the queue has it. */
    public void giveBack() {
        state.compareAndSet(State.TAKEN, State.STAGED);
    }

    /** Discards it on behalf of who took it. */
    public void drop() {
        state.set(State.DISCARDED);
        deleteFile();
    }

    /** Discards it, if nobody has it. */
    public void discard() {
        if (state.compareAndSet(State.STAGED, State.DISCARDED)) {
            deleteFile();
        }
    }

    private void deleteFile() {
        if (mail.content() instanceof MailContent.InFile) {
            files.delete(id());
        }
    }
}
