package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.RecipientOutcome;
import io.github.smtpra.outbox.content.ContentFiles;
import io.github.smtpra.outbox.content.MailContent;
import io.github.smtpra.outbox.content.NewMail;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A store in one SQLite file, with a log beside it (WAL). One for each file; its owner holds the directory's lock. */
public final class SqliteStore implements OutboxStore {
    private final NativeLibrary library;
    private final Writer writer;
    private final Reader reader;

    private SqliteStore(NativeLibrary library, Writer writer, Reader reader) {
        this.library = library;
        this.writer = writer;
        this.reader = reader;
    }

    /**
     * Opens the store {@code outbox.db} in {@code directory}, and makes it if it is missing.
     *
     * @throws OutboxException if it can not be read or written, or a later version has written it
     */
    public static SqliteStore open(Path directory, ContentFiles files, Checkpoint checkpoint) throws OutboxException {
        NativeLibrary library = new NativeLibrary(directory.resolve("native"));
        Database database = new Database(directory.resolve("outbox.db"), library);
        Writer writer = new Writer(database::openToWrite, files, checkpoint);
        try {
            return new SqliteStore(library, writer, new Reader(database::openToRead));
        } catch (OutboxException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    @Override
    public void add(List<NewMail> mails, Instant due) throws OutboxException {
        writer.write(durabilityOf(mails), sql -> {
            MailRows.insert(sql, mails, due.toEpochMilli(), null);
            return true;
        });
    }

    @Override
    public void prepare(BranchId branch, List<NewMail> mails) throws OutboxException {
        writer.write(durabilityOf(mails), sql -> {
            BranchRows.insert(sql, branch, mails.get(0).sentAt().toEpochMilli());
            MailRows.insert(sql, mails, null, branch.toString());
            return true;
        });
    }

    private static Durability durabilityOf(List<NewMail> mails) {
        return mails.stream().anyMatch(mail -> mail.content() instanceof MailContent.InFile)
                ? Durability.POWER_FAILURE_WITH_FILES
                : Durability.POWER_FAILURE;
    }

    @Override
    public boolean commit(BranchId branch, Instant due) throws OutboxException {
        return writer.write(Durability.POWER_FAILURE, sql -> BranchRows.commit(sql, branch, due.toEpochMilli()));
    }

    @Override
    public Optional<List<MailId>> rollback(BranchId branch) throws OutboxException {
        return writer.write(Durability.POWER_FAILURE, sql -> BranchRows.rollback(sql, branch));
    }

    @Override
    public List<BranchId> prepared() throws OutboxException {
        return reader.read(BranchRows::list);
    }

    @Override
    public boolean contains(MailId mail) throws OutboxException {
        return reader.read(sql -> MailRows.contains(sql, mail));
    }

    @Override
    public List<ClaimedMail> due(Instant now, int max, Set<MailId> except) throws OutboxException {
        return reader.read(sql -> DueRows.list(sql, now.toEpochMilli(), max, except));
    }

    @Override
    public Optional<Instant> nextDue(Set<MailId> except) throws OutboxException {
        return reader.read(sql -> DueRows.next(sql, except));
    }

    @Override
    public Optional<MailContent> content(MailId mail) throws OutboxException {
        return reader.read(sql -> MailRows.content(sql, mail));
    }

    @Override
    public void markFinalDot(MailId mail, Collection<Integer> positions) throws OutboxException {
        writer.write(Durability.PROCESS_CRASH, sql -> {
            OutcomeRows.markFinalDot(sql, mail, positions);
            return true;
        });
    }

    @Override
    public boolean record(MailId mail, List<RecipientOutcome> outcomes, List<NewMail> reports, Instant now)
            throws OutboxException {
        return writer.write(durabilityOf(reports), sql -> {
            MailRows.insert(sql, reports, now.toEpochMilli(), null);
            return OutcomeRows.record(sql, mail, outcomes, now.toEpochMilli());
        });
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
        library.sweep();
    }
}
