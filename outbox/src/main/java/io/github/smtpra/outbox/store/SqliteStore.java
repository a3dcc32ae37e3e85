package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.content.ContentFiles;
import java.nio.file.Path;

/** Opens a store in one SQLite file, with a log beside it (WAL). One for each file; its owner holds the directory's lock. */
public final class SqliteStore {
    /** One process has the file: all branches are its. */
    private static final String NODE = "";

    private SqliteStore() {}

    /**
     * Opens the store {@code outbox.db} in {@code directory}, and makes it if it is missing.
     *
     * @throws OutboxException if it can not be read or written, or a later version has written it
     */
    public static OutboxStore open(Path directory, ContentFiles files, Checkpoint checkpoint) throws OutboxException {
        NativeLibrary library = new NativeLibrary(directory.resolve("native"));
        Database database = new Database(directory.resolve("outbox.db"), library);
        SqliteDialect dialect = new SqliteDialect();
        Writer writer = new Writer(() -> database.openToWrite(dialect), dialect, files, checkpoint);
        try {
            return withReader(writer, new Reader("smtp-ra-outbox-reader", database::openToRead), database, library);
        } catch (OutboxException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    private static OutboxStore withReader(Writer writer, Reader reader, Database database, NativeLibrary library)
            throws OutboxException {
        try {
            Reader operatorReader = new Reader("smtp-ra-outbox-operator", database::openToRead);
            return new SqlStore(new SqlStore.Parts(
                            writer,
                            reader,
                            operatorReader,
                            new LocalClaiming(reader),
                            NODE,
                            LargeContents.IN_FILES,
                            library::sweep))
                    .recovered();
        } catch (OutboxException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }
}
