package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.RecipientRequest;
import io.github.smtpra.api.smtp.Reply;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail larger than the heap of the JVM that it passes. */
class LargeMailTest {
    private static final long SIZE = 100L << 20;
    private static final String LINE = "x".repeat(76) + "\r\n";

    @TempDir
    Path directory;

    @Test
    void a_mail_of_100_mebibytes_passes_a_jvm_with_64() throws Exception {
        Process server = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Server.class.getName(),
                        directory.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream said = server.getInputStream();
                SmtpClient client = SmtpClient.greeted(Integer.parseInt(line(said)))) {
            client.data("desk@example.com");
            long size = sendContent(client);

            assertThat(client.ask(".")).startsWith("250 ");
            assertThat(line(said)).isEqualTo("read " + size);
        } finally {
            server.destroyForcibly();
        }
    }

    private static long sendContent(SmtpClient client) throws IOException {
        byte[] block = LINE.repeat(1000).getBytes(StandardCharsets.US_ASCII);
        OutputStream out = new BufferedOutputStream(client.socket().getOutputStream());
        long size = 0;
        while (size < SIZE) {
            out.write(block);
            size += block.length;
        }
        out.flush();
        return size;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            line.append((char) octet);
        }
        return line.toString().strip();
    }

    /** The other JVM: says its port, then how much of each mail it could read. */
    static final class Server {
        private Server() {}

        @SuppressWarnings("SystemOut") // It is how the two JVMs talk.
        public static void main(String[] arguments) throws Exception {
            try (PostOffice office = new PostOffice(Path.of(arguments[0]), "maxSize", "0", "tls", "off")) {
                office.subscribe("desk", "desk@example.com", new Counting());
                System.out.println(office.port());
                Thread.currentThread().join();
            }
        }
    }

    private static final class Counting implements MailConsumer {
        @Override
        public Optional<Reply> refusal(RecipientRequest request) {
            return Optional.empty();
        }

        @Override
        @SuppressWarnings("SystemOut")
        public TransactionOutcome deliver(InboundMail mail) {
            try (InputStream content = mail.openContent()) {
                long size = content.transferTo(OutputStream.nullOutputStream());
                System.out.println("read " + (size - traceOf(mail)));
                return new TransactionOutcome.Committed();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static long traceOf(InboundMail mail) throws IOException {
            try (InputStream content = mail.openContent()) {
                return new String(content.readNBytes(1000), StandardCharsets.US_ASCII).indexOf(LINE);
            }
        }
    }
}
