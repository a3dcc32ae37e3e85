package io.github.smtpra.outbox.ledger;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The file of notes: a mark, then records as {@link NoteCodec} draws them. Appended to at a position that only moves
 * when a record is whole, so that what a full disk left of one is overwritten by the next. For one thread at a time, but
 * {@link #force}.
 */
final class Journal implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Journal.class.getName());
    private static final byte[] MARK = "smtp-ra ledger 1\n".getBytes(StandardCharsets.US_ASCII);

    private final LedgerDisk disk;
    private final Path path;
    private volatile LedgerDisk.Open file;
    private long end;
    private final AtomicLong appended = new AtomicLong();

    private Journal(LedgerDisk disk, Path path, LedgerDisk.Open file, long end) {
        this.disk = disk;
        this.path = path;
        this.file = file;
        this.end = end;
    }

    /** Opens the journal at {@code path}, which is made if missing; hands its notes out and cuts a broken tail off. */
    static Journal open(LedgerDisk disk, Path path, Consumer<Note> notes) throws IOException {
        Files.deleteIfExists(next(path));
        long whole = Files.exists(path) && Files.size(path) >= MARK.length ? read(path, notes) : 0;
        LedgerDisk.Open file = disk.open(path);
        try {
            if (whole == 0) {
                file.truncate(0);
                file.write(0, MARK);
            } else if (whole < file.length()) {
                LOG.log(Level.WARNING, "{0}: {1} octets of a torn note are cut off", path, file.length() - whole);
                file.truncate(whole);
            }
            return new Journal(disk, path, file, file.length());
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Where the whole records end. */
    private static long read(Path path, Consumer<Note> notes) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(path.toFile())))) {
            if (!Arrays.equals(in.readNBytes(MARK.length), MARK)) {
                throw new IOException(path + " is not a ledger that this version can read");
            }
            long whole = MARK.length;
            for (int length = readRecord(in, notes); length > 0; length = readRecord(in, notes)) {
                whole += length;
            }
            return whole;
        }
    }

    /** The octets of the next record, or 0 if there is no whole one. */
    private static int readRecord(DataInputStream in, Consumer<Note> notes) {
        try {
            int length = in.readInt();
            int crc = in.readInt();
            if (length <= 0 || length > NoteCodec.MAX_PAYLOAD) {
                return 0;
            }
            byte[] payload = in.readNBytes(length);
            if (payload.length < length || NoteCodec.crc(payload) != crc) {
                return 0;
            }
            notes.accept(NoteCodec.decode(payload));
            return NoteCodec.HEADER + length;
        } catch (EOFException e) {
            return 0;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The ledger can not be read further", e);
            return 0;
        }
    }

    /** Appends {@code note}, into the system's cache. */
    void append(Note note) throws IOException {
        byte[] octets = NoteCodec.encode(note);
        file.write(end, octets);
        end += octets.length;
        appended.addAndGet(octets.length);
    }

    /** Octets of the file. */
    long size() {
        return end;
    }

    /** Octets appended since the journal was opened. */
    long appended() {
        return appended.get();
    }

    /** Makes what was appended survive a power failure. May run while another thread appends or rewrites. */
    void force() throws IOException {
        LedgerDisk.Open current = file;
        try {
            current.force();
        } catch (IOException e) {
            if (current == file) {
                throw e;
            }
            // Replaced meanwhile by a file that was flushed.
        }
    }

    /** Replaces all notes by {@code notes}. A failure, or a crash at any point, leaves the old file. */
    void rewrite(Collection<? extends Note> notes) throws IOException {
        LedgerDisk.Open next = disk.open(next(path));
        LedgerDisk.Open old = file;
        try {
            next.truncate(0);
            long length = writeAll(next, notes);
            next.force();
            disk.rename(next(path), path);
            file = next;
            end = length;
        } catch (IOException | RuntimeException e) {
            next.close();
            throw e;
        }
        // Only now: whoever is flushing it must be able to see that it was replaced.
        old.close();
    }

    private static long writeAll(LedgerDisk.Open next, Collection<? extends Note> notes) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(MARK);
        for (Note note : notes) {
            all.write(NoteCodec.encode(note));
        }
        next.write(0, all.toByteArray());
        return all.size();
    }

    private static Path next(Path path) {
        return path.resolveSibling(path.getFileName() + ".next");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
