package io.github.smtpra.rar.outbound;

import io.github.smtpra.api.MailException;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.StagedMail;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.LocalTransactionException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A local transaction: mails collected from its begin to its end, then put into the queue, all or none. */
final class CollectedMails implements LocalTransaction {
    private final OutboundSide outbound;
    private @Nullable List<StagedMail> mails;

    CollectedMails(OutboundSide outbound) {
        this.outbound = outbound;
    }

    synchronized boolean isActive() {
        return mails != null;
    }

    synchronized void add(StagedMail mail) throws MailException {
        if (mails == null) {
            throw new MailException("the local transaction has ended");
        }
        mails.add(mail);
    }

    @Override
    public synchronized void begin() throws ResourceException {
        if (mails != null) {
            throw new IllegalStateException("the local transaction has begun already");
        }
        mails = new ArrayList<>();
    }

    @Override
    public void commit() throws ResourceException {
        List<StagedMail> all = end();
        if (all.isEmpty()) {
            return;
        }
        try {
            outbound.outbox().submit(all);
        } catch (OutboxException e) {
            outbound.discard(all);
            throw new LocalTransactionException("the outbox can not take the mail: " + e.getMessage(), e);
        }
    }

    @Override
    public void rollback() throws ResourceException {
        outbound.discard(end());
    }

    private synchronized List<StagedMail> end() throws ResourceException {
        if (mails == null) {
            throw new IllegalStateException("no local transaction has begun");
        }
        List<StagedMail> all = mails;
        mails = null;
        return all;
    }

    /** Ends it, if there is one, as if it had never been. */
    void forget() {
        List<StagedMail> all;
        synchronized (this) {
            all = mails == null ? List.of() : mails;
            mails = null;
        }
        outbound.discard(all);
    }
}
