package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's native library. The driver unpacks it once for each class loader, by default into the machine's temporary
 * directory, where it stays; here it goes into a directory of ours that is swept. An operator who sets
 * {@code org.sqlite.tmpdir} decides otherwise.
 */
final class NativeLibrary {
    private static final Logger LOG = System.getLogger(NativeLibrary.class.getName());
    private static final String PROPERTY = "org.sqlite.tmpdir";

    private final Path directory;

    NativeLibrary(Path directory) {
        this.directory = directory;
    }

    /** Loads the library, unless this class loader has it. */
    void load() throws OutboxException {
        sweep();
        boolean ours = System.getProperties().putIfAbsent(PROPERTY, directory.toString()) == null;
        try {
            Files.createDirectories(directory);
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new OutboxException(
                    "SQLite's native library can not be loaded from " + directory + " (is it mounted noexec? then set "
                            + PROPERTY + "): " + e,
                    e);
        } finally {
            if (ours) {
                System.clearProperty(PROPERTY);
            }
        }
    }

    /** Deletes what no one needs any more; a file in use can be deleted as well where the system allows it at all. */
    void sweep() {
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                files.forEach(NativeLibrary::delete);
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "Not swept", e);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "Not deleted now", e);
        }
    }
}
