package io.github.smtpra.outbox.content;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.OutboxException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory of contents too large for a row: one file for each mail, named by its id, {@code .part} behind it while
 * it is not meant to last. A file without a row means nothing and is deleted at the next start. Safe for use by many
 * threads.
 */
public final class ContentFiles {
    private static final Logger LOG = System.getLogger(ContentFiles.class.getName());
    private static final String PART = ".part";

    private final Path directory;
    private final ContentDisk disk;

    private ContentFiles(Path directory, ContentDisk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    /** Tells which mails have a row. */
    public interface Rows {
        /** Whether {@code mail} is in the queue or in a prepared branch. */
        boolean contain(MailId mail) throws OutboxException;
    }

    /** The contents in {@code directory}, which is made if missing. */
    public static ContentFiles in(Path directory, ContentDisk disk) throws OutboxException {
        try {
            return new ContentFiles(Files.createDirectories(directory), disk);
        } catch (IOException e) {
            throw new OutboxException("The directory " + directory + " can not be made: " + e, e);
        }
    }

    /** Opens the file that the content of {@code mail} is staged in. */
    ContentDisk.Writing create(MailId mail) throws IOException {
        return disk.create(part(mail));
    }

    /** Makes the staged content of {@code mail} survive a power failure, all but its name. */
    void publish(MailId mail) throws IOException {
        disk.force(part(mail));
        disk.rename(part(mail), file(mail));
    }

    /** Makes the names of published files survive a power failure: once for many. */
    public void forceNames() throws IOException {
        disk.forceDirectory(directory);
    }

    /** The published content of {@code mail}. */
    public InputStream open(MailId mail) throws IOException {
        return new FileInputStream(file(mail).toFile());
    }

    /** Deletes the content of {@code mail}, staged or published. What can not be deleted now is deleted at a start. */
    public void delete(MailId mail) {
        delete(part(mail));
        delete(file(mail));
    }

    private void delete(Path file) {
        try {
            disk.delete(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} can not be deleted now; the next start tries again: {1}", file, e);
        }
    }

    /** Deletes the files that no row names: left by a process that ended between the two. */
    public void deleteOrphans(Rows rows) throws OutboxException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (isOrphan(String.valueOf(file.getFileName()), rows)) {
                    delete(file);
                }
            }
        } catch (IOException e) {
            throw new OutboxException("The directory " + directory + " can not be read: " + e, e);
        }
    }

    private static boolean isOrphan(String name, Rows rows) throws OutboxException {
        return name.endsWith(PART) || name.matches("[0-9a-z-]{1,64}") && !rows.contain(new MailId(name));
    }

    private Path part(MailId mail) {
        return directory.resolve(mail + PART);
    }

    private Path file(MailId mail) {
        return directory.resolve(mail.value());
    }
}
