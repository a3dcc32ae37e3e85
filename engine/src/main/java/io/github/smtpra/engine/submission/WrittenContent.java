package io.github.smtpra.engine.submission;

import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Sending;
import io.github.smtpra.outbox.StagedMail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Lets the outbox read what Jakarta Mail writes. Up to {@link #HEAD} octets stay in memory and are staged by the writing
 * thread. With more, a thread of its own stages what comes out of a pipe while the caller goes on writing, so memory is
 * flat; it ends before {@link #stage()} or {@link #abandon()} returns.
 */
final class WrittenContent extends OutputStream {
    static final int HEAD = 64 * 1024;

    private static final int FIRST = 4 * 1024;

    private final Outbox outbox;
    private final Sending sending;

    /** Grows: most mails are small. */
    private byte[] head = new byte[FIRST];

    private int size;
    private @Nullable Pipe pipe;

    WrittenContent(Outbox outbox, Sending sending) {
        this.outbox = outbox;
        this.sending = sending;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        if (pipe == null && length <= HEAD - size) {
            makeRoomFor(length);
            System.arraycopy(octets, offset, head, size, length);
            size += length;
            return;
        }
        pipe().write(octets, offset, length);
    }

    private void makeRoomFor(int length) {
        if (length > head.length - size) {
            head = Arrays.copyOf(head, Math.min(HEAD, Math.max(size + length, 2 * head.length)));
        }
    }

    private OutputStream pipe() throws IOException {
        if (pipe == null) {
            pipe = new Pipe();
            pipe.sink.write(head, 0, size);
        }
        return pipe.sink;
    }

    /** All is written: the staged mail. */
    StagedMail stage() throws IOException {
        return pipe == null ? outbox.stage(sending, new ByteArrayInputStream(head, 0, size)) : pipe.staged();
    }

    /**
     * The writer has failed: forgets what was written.
     *
     * @throws IOException if it failed because the outbox did, saying why
     */
    void abandon() throws IOException {
        if (pipe != null) {
            // The reader takes the broken end for the end of the mail.
            outbox.discard(List.of(pipe.staged()));
        }
    }

    private final class Pipe {
        private final PipedInputStream source = new PipedInputStream(HEAD);
        private final PipedOutputStream sink = new PipedOutputStream(source);
        private final FutureTask<StagedMail> staging = new FutureTask<>(this::read);

        Pipe() throws IOException {
            Thread reader = new Thread(staging, "smtp-ra-staging");
            reader.setDaemon(true);
            reader.start();
        }

        private StagedMail read() throws IOException {
            // Closed whatever happens, or a failure here would leave the writer waiting for room.
            try (InputStream content = source) {
                return outbox.stage(sending, content);
            }
        }

        /** Waits for the reader; not interruptible, as it waits for the local disk alone. */
        private StagedMail staged() throws IOException {
            sink.close();
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        return staging.get();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
