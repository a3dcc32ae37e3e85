package io.github.smtpra.engine.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.smtpra.api.MailException;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.Outboxes;
import io.github.smtpra.outbox.StagedMail;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that do not fit into memory, and what fails in their midst. */
class LargeMessageTest {
    private static final long SIZE = 50L << 20;
    private static final Envelope ENVELOPE = Envelope.from("").to("bob@example.org");

    @TempDir
    Path directory;

    private static MimeMessage message(DataSource content) throws Exception {
        MimeMessage message = new MimeMessage((Session) null);
        message.setDataHandler(new DataHandler(content));
        message.setHeader("Content-Transfer-Encoding", "7bit");
        return message;
    }

    @Test
    void fiftyMebibytesPassThroughLittleMemory() throws Exception {
        try (Outbox outbox = Outboxes.acquire(directory, Clock.systemUTC())) {
            MimeMessage message = message(new Lines(SIZE, false));
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();

            StagedMail mail = new Submission(outbox, "host.example", Clock.systemUTC()).stage(ENVELOPE, message);

            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(SIZE / 10);
            assertThat(mail.size()).isBetween(SIZE, SIZE + 1000);
        }
    }

    @Test
    void contentThatBreaksOffIsNoMail() throws Exception {
        try (Outbox outbox = Outboxes.acquire(directory, Clock.systemUTC())) {
            Submission submission = new Submission(outbox, "host.example", Clock.systemUTC());

            assertThatThrownBy(() -> submission.stage(ENVELOPE, message(new Lines(1 << 20, true))))
                    .isInstanceOf(MailException.class)
                    .hasMessageContaining("broken off");

            assertThat(directory.resolve("content")).isEmptyDirectory();
        }
    }

    @Test
    void anOutboxThatFailsInTheMidstIsTheReason() {
        Outbox full = (Outbox) Proxy.newProxyInstance(
                Outbox.class.getClassLoader(), new Class<?>[] {Outbox.class}, (proxy, method, arguments) -> {
                    ((InputStream) arguments[arguments.length - 1]).readNBytes(100_000);
                    throw new OutboxException("disk full");
                });
        Submission submission = new Submission(full, "host.example", Clock.systemUTC());

        assertThatThrownBy(() -> submission.stage(ENVELOPE, message(new Lines(SIZE, false))))
                .isInstanceOf(MailException.class)
                .hasMessageContaining("disk full");
        assertThatThrownBy(() -> submission.stage(ENVELOPE, message(new Lines(100, false))))
                .hasMessageContaining("disk full");
    }

    /** Lines of a given length in all, made while they are read; at the end there may be a failure. */
    private record Lines(long size, boolean breaksOff) implements DataSource {
        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                private long position;

                @Override
                public int read() throws IOException {
                    if (position == size) {
                        return end();
                    }
                    long column = position++ % 64;
                    return column == 62 ? '\r' : column == 63 ? '\n' : 'x';
                }

                @Override
                public int read(byte[] octets, int offset, int length) throws IOException {
                    int first = read();
                    if (first < 0) {
                        return first;
                    }
                    int count = 0;
                    octets[offset + count++] = (byte) first;
                    while (count < length && position < size) {
                        octets[offset + count++] = (byte) read();
                    }
                    return count;
                }

                private int end() throws IOException {
                    if (breaksOff) {
                        throw new IOException("broken off");
                    }
                    return -1;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getContentType() {
            return "text/plain; charset=us-ascii";
        }

        @Override
        public String getName() {
            return "lines";
        }
    }
}
