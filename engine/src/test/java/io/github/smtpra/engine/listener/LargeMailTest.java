package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.RecipientRequest;
import io.github.smtpra.api.smtp.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail that is larger than the memory there is. */
class LargeMailTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path directory;

    // SRV-094
    @Test
    void a_mail_of_100_mib_passes_through_a_jvm_of_64() throws Exception {
        Process jvm = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:MaxDirectMemorySize=16m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeMailTest.class.getName(),
                        directory.toString()))
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();

            assertThat(output).contains("said 250", "files 0").doesNotContain("OutOfMemoryError");
        } finally {
            jvm.destroyForcibly();
        }
    }

    /** Runs in the small JVM, both sides of it. */
    public static void main(String[] arguments) throws IOException {
        Counting desk = new Counting();
        try (PostOffice office = new PostOffice(Path.of(arguments[0]), "maxSize", "200m")) {
            office.subscribe("desk", "desk@example.com", desk);
            try (SmtpClient client = office.client()) {
                client.data("desk@example.com");
                String block = ("x".repeat(1022) + "\r\n").repeat(1024);
                for (int i = 0; i < 100; i++) {
                    client.send(block);
                }
                System.out.println("said " + client.ask("."));
            }
            System.out.println("files " + office.spoolFiles().size());
            if (desk.octets < 100L * MIB) {
                throw new IllegalStateException("only " + desk.octets + " octets arrived");
            }
        }
    }

    /** Reads the content and keeps none of it. */
    private static final class Counting implements MailConsumer {
        private volatile long octets;

        @Override
        public Optional<Reply> refusal(RecipientRequest request) {
            return Optional.empty();
        }

        @Override
        public TransactionOutcome deliver(InboundMail mail) {
            try (InputStream content = mail.openContent()) {
                octets = content.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new TransactionOutcome.Committed();
        }
    }
}
