package io.github.smtpra.outbox.store;

import io.github.smtpra.api.queue.DestinationStatistics;
import io.github.smtpra.api.queue.QueueSelection;
import io.github.smtpra.api.queue.QueuedMail;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.OutboxException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What operators ask, by a reader of its own, and what they change, by the writer of all. Safe for use by many threads. */
final class SqlOperatorStore implements OperatorStore {
    private final Writer writer;
    private final Reader reader;
    private final Claiming claiming;

    SqlOperatorStore(Writer writer, Reader reader, Claiming claiming) {
        this.writer = writer;
        this.reader = reader;
        this.claiming = claiming;
    }

    @Override
    public List<QueuedMail> list(QueueSelection selection) throws OutboxException {
        return reader.read(sql -> QueueRows.list(sql, selection));
    }

    @Override
    public Optional<QueuedMail> find(MailId mail) throws OutboxException {
        return reader.read(sql -> QueueRows.find(sql, mail));
    }

    /** A change without result. */
    private interface Change {
        void run(Sql sql) throws SQLException;
    }

    private void write(Change change) throws OutboxException {
        writer.write(Durability.POWER_FAILURE, sql -> {
            change.run(sql);
            return true;
        });
    }

    /** A change of a mail that is still in this server's hand. */
    private void write(MailId mail, Change change) throws OutboxException {
        write(sql -> {
            claiming.require(sql, mail);
            change.run(sql);
        });
    }

    @Override
    public void hold(MailId mail) throws OutboxException {
        write(mail, sql -> OperatorRows.hold(sql, mail));
    }

    @Override
    public void release(MailId mail) throws OutboxException {
        write(mail, sql -> OperatorRows.release(sql, mail));
    }

    @Override
    public void retry(MailId mail, Instant now) throws OutboxException {
        write(mail, sql -> OperatorRows.retry(sql, mail, now.toEpochMilli()));
    }

    @Override
    public List<MailId> at(String domain, String after, int max) throws OutboxException {
        return reader.read(sql -> OperatorRows.at(sql, MailRows.domain(domain), after, max));
    }

    @Override
    public int retryAt(String domain, List<MailId> mails, Instant now) throws OutboxException {
        return writer.write(
                Durability.POWER_FAILURE, sql -> retryAt(sql, MailRows.domain(domain), mails, now.toEpochMilli()));
    }

    private static int retryAt(Sql sql, String domain, List<MailId> mails, long now) throws SQLException {
        int due = 0;
        for (MailId mail : mails) {
            due += OperatorRows.retryAt(sql, domain, mail, now) ? 1 : 0;
        }
        return due;
    }

    @Override
    public int drain(String domain, List<MailId> mails, Instant now) throws OutboxException {
        return writer.write(Durability.POWER_FAILURE, sql -> {
            for (MailId mail : mails) {
                OperatorRows.giveUpAt(sql, MailRows.domain(domain), mail, now.toEpochMilli());
            }
            return retryAt(sql, MailRows.domain(domain), mails, now.toEpochMilli());
        });
    }

    @Override
    public boolean isPaused() throws OutboxException {
        return reader.read(SettingRows::isPaused);
    }

    @Override
    public void pause(Pause pause) throws OutboxException {
        write(sql -> SettingRows.pause(sql, pause));
    }

    @Override
    public Counts counts(Instant now) throws OutboxException {
        return reader.read(sql -> CountRows.counts(sql, now.toEpochMilli()));
    }

    @Override
    public List<DestinationStatistics> destinations(int max) throws OutboxException {
        return reader.read(sql -> CountRows.destinations(sql, max));
    }
}
