package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library. The driver unpacks it once for each class loader, by default into the machine's temporary
 * directory, where it stays; here it goes into a directory of ours that is swept. An operator who sets
 * {@code org.sqlite.tmpdir} or {@code org.sqlite.lib.path} decides otherwise.
 *
 * <p>In a RAR the libraries have names that end in {@code .native}: servers load all that look like libraries, for good
 * and for every deployment again. Such a one is unpacked here.
 */
final class NativeLibrary {
    private static final Logger LOG = System.getLogger(NativeLibrary.class.getName());
    private static final String TEMPORARY = "org.sqlite.tmpdir";
    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";
    private static final String HIDDEN = ".native";

    private final Path directory;

    NativeLibrary(Path directory) {
        this.directory = directory;
    }

    /** Loads the library, unless this class loader has it. */
    void load() throws OutboxException {
        sweep();
        Map<String, String> ours = new HashMap<>();
        try {
            Files.createDirectories(directory);
            settings().forEach((property, value) -> {
                if (System.getProperties().putIfAbsent(property, value) == null) {
                    ours.put(property, value);
                }
            });
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new OutboxException(
                    "SQLite's native library can not be loaded from " + directory + " (is it mounted noexec? then set "
                            + TEMPORARY + "): " + e,
                    e);
        } finally {
            ours.keySet().forEach(System::clearProperty);
        }
    }

    /** What tells the driver where its library is. */
    private Map<String, String> settings() throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name + HIDDEN;
        try (InputStream hidden = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (hidden == null || System.getProperty(PATH) != null) {
                return Map.of(TEMPORARY, directory.toString());
            }
            Path place = Path.of(System.getProperty(TEMPORARY, directory.toString()));
            // A name of its own: a library belongs to the class loader that loaded it under that name.
            Path unpacked = place.resolve("sqlite-" + UUID.randomUUID() + "-" + name);
            Files.copy(hidden, unpacked);
            return Map.of(PATH, place.toString(), NAME, unpacked.getFileName().toString());
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
