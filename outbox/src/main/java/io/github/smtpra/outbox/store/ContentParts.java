package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.content.ContentFiles;
import io.github.smtpra.outbox.content.MailContent;
import io.github.smtpra.outbox.content.NewMail;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Large contents in a shared database, in parts of {@link #PART} octets, so that each server can read them and none holds
 * one in memory. The file that a content was staged in is deleted once its parts are committed. They go with their mail
 * (a foreign key sees to that). Safe for use by many threads.
 */
final class ContentParts implements LargeContents {
    static final int PART = 256 * 1024;

    static final String TABLE = "CREATE TABLE content_part (mail_id TEXT NOT NULL REFERENCES message ON DELETE CASCADE,"
            + " part BIGINT NOT NULL, octets BYTEA NOT NULL, PRIMARY KEY (mail_id, part))";
    private static final String INSERT = "INSERT INTO content_part (mail_id, part, octets) VALUES (?, ?, ?)";
    private static final String SELECT = "SELECT octets FROM content_part WHERE mail_id = ? AND part = ?";

    private final ContentFiles files;
    private final Reader reader;

    ContentParts(ContentFiles files, Reader reader) {
        this.files = files;
        this.reader = reader;
    }

    @Override
    public void keep(Sql sql, MailId mail) throws SQLException {
        try (InputStream content = files.open(mail)) {
            long part = 0;
            byte[] octets = content.readNBytes(PART);
            while (octets.length > 0) {
                sql.update(INSERT, mail.value(), part++, octets);
                octets = content.readNBytes(PART);
            }
        } catch (IOException e) {
            throw new SQLException("the content of mail " + mail + " can not be read: " + e, e);
        }
    }

    @Override
    public void kept(List<NewMail> mails) {
        for (NewMail mail : mails) {
            if (mail.content() instanceof MailContent.InFile) {
                files.delete(mail.id());
            }
        }
    }

    @Override
    public MailContent content(MailId mail) {
        return new MailContent.Streamed(new PartsStream(
                part -> reader.read(sql -> sql.first(SELECT, row -> row.getBytes(1), mail.value(), part))));
    }

    /** Reads one part. */
    interface PartReader {
        /** Empty behind the last one. */
        Optional<byte[]> read(long part) throws IOException;
    }
}
