package io.github.smtpra.outbox.content;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** What content needs of a file system; a seam where tests fail each step. Safe for use by many threads. */
public interface ContentDisk {
    /** The file system of this machine. */
    ContentDisk LOCAL = new LocalDisk();

    /** A file that is being written. */
    interface Writing extends Closeable {
        /** Appends {@code length} octets from {@code offset} on. */
        void write(byte[] octets, int offset, int length) throws IOException;
    }

    /** Makes {@code file} and opens it. */
    Writing create(Path file) throws IOException;

    /** Returns when what was written to {@code file} survives a power failure. */
    void force(Path file) throws IOException;

    /** Gives {@code from} the name {@code to}, in one step. */
    void rename(Path from, Path to) throws IOException;

    /** Returns when the names in {@code directory} survive a power failure. */
    void forceDirectory(Path directory) throws IOException;

    /** Deletes {@code file} if it is there. */
    void delete(Path file) throws IOException;
}
