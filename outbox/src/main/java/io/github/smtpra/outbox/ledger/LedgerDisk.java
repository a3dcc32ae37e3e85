package io.github.smtpra.outbox.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What the journal needs of a file system; a seam where tests fail each step. Streams rather than channels: an interrupt
 * would close a channel for all. Safe for use by many threads.
 */
interface LedgerDisk {
    /** The file system of this machine. */
    LedgerDisk LOCAL = new LedgerDisk() {
        @Override
        public Open open(Path file) throws IOException {
            return new LocalFile(new RandomAccessFile(file.toFile(), "rw"));
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    };

    /** A file that is open to be written. */
    interface Open extends Closeable {
        /** Octets of the file. */
        long length() throws IOException;

        /** Writes {@code octets} from {@code at} on, into the system's cache. */
        void write(long at, byte[] octets) throws IOException;

        /** Cuts off what is behind {@code length}. */
        void truncate(long length) throws IOException;

        /** Returns when what was written survives a power failure. */
        void force() throws IOException;
    }

    /** Opens {@code file}, and makes it if it is missing. */
    Open open(Path file) throws IOException;

    /** Gives {@code from} the name {@code to}, in one step. */
    void rename(Path from, Path to) throws IOException;

    /** A file of this machine. */
    record LocalFile(RandomAccessFile file) implements Open {
        @Override
        public long length() throws IOException {
            return file.length();
        }

        @Override
        public void write(long at, byte[] octets) throws IOException {
            file.seek(at);
            file.write(octets);
        }

        @Override
        public void truncate(long length) throws IOException {
            file.setLength(length);
        }

        @Override
        public void force() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
