package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients hear when the listener closes, and what is left of it then. */
class ClosingTest {
    private static final String LARGE = "0123456789abcdef\r\n".repeat(10_000);

    @TempDir
    Path directory;

    private final ExecutorService closer = Executors.newSingleThreadExecutor();
    private final Desk desk = new Desk();

    @AfterEach
    void stop() {
        closer.shutdownNow();
    }

    private PostOffice open(String... properties) throws IOException {
        PostOffice office = new PostOffice(directory, properties);
        office.subscribe("desk", "desk@example.com", desk);
        return office;
    }

    private static void assertNothingLeft(PostOffice office) throws IOException {
        new ServerSocket(office.port(), 1, InetAddress.getLoopbackAddress()).close();
        PostOffice.await("the end of all threads", () -> office.threads().isEmpty());
        assertThat(office.spoolFiles()).isEmpty();
    }

    // SRV-013
    @Test
    void an_idle_client_hears_421() throws IOException {
        PostOffice office = open();
        try (SmtpClient client = office.client()) {
            office.close();

            assertThat(client.hear()).startsWith("421 4.3.2");
            assertThat(client.isClosed()).isTrue();
            assertNothingLeft(office);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void an_idle_client_hears_421_over_tls_too(String version) throws IOException {
        PostOffice office = open("tls", "implicit");
        try (SmtpClient client = office.connect().handshake(version)) {
            client.hear();
            office.close();

            assertThat(client.hear()).startsWith("421 4.3.2");
            assertThat(client.isClosed()).isTrue();
            assertNothingLeft(office);
        }
    }

    // SRV-013
    @Test
    void a_client_in_a_mail_transaction_hears_421_before_the_content() throws IOException {
        PostOffice office = open();
        try (SmtpClient client = office.client()) {
            client.ask("MAIL FROM:<>");
            client.ask("RCPT TO:<desk@example.com>");
            office.close();

            assertThat(client.hear()).startsWith("421 4.3.2");
        }
    }

    // SRV-013
    @Test
    void a_client_in_the_content_gets_its_reply_and_then_421() throws Exception {
        PostOffice office = open();
        try (SmtpClient client = office.client()) {
            client.data("desk@example.com").send(LARGE);
            Future<?> closed = closer.submit(office::close);
            awaitClosedPort(office);

            assertThat(client.ask(".")).startsWith("451 4.3.2");
            assertThat(client.hear()).startsWith("421 4.3.2");
            closed.get(10, TimeUnit.SECONDS);
            assertNothingLeft(office);
        }
    }

    private static void awaitClosedPort(PostOffice office) {
        PostOffice.await("a closed port", () -> {
            try (SmtpClient client = office.connect()) {
                return client.isClosed();
            } catch (IOException e) {
                return true;
            }
        });
    }

    @Test
    void a_client_that_stops_in_the_content_is_cut_after_its_time() throws IOException {
        PostOffice office = open("drainTimeout", "200ms");
        try (SmtpClient client = office.client()) {
            client.data("desk@example.com").send(LARGE);
            PostOffice.await("a spool file", () -> hasSpoolFile(office));
            office.close();

            assertThat(client.isClosed()).isTrue();
            assertThat(desk.mails()).isEmpty();
            assertNothingLeft(office);
        }
    }

    private static boolean hasSpoolFile(PostOffice office) {
        try {
            return !office.spoolFiles().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // SRV-013
    @Test
    void a_mail_in_work_ends_first_and_its_client_hears_how() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        desk.ends(mail -> {
            working.countDown();
            await(release);
            return new TransactionOutcome.Committed();
        });
        PostOffice office = open();
        try (SmtpClient client = office.client()) {
            client.data("desk@example.com").say("x", ".");
            await(working);
            Future<?> closed = closer.submit(office::close);
            release.countDown();

            assertThat(client.hear()).startsWith("250");
            assertThat(client.hear()).startsWith("421 4.3.2");
            closed.get(10, TimeUnit.SECONDS);
            assertNothingLeft(office);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_client_in_the_middle_of_the_handshake_is_cut() throws IOException {
        PostOffice office = open("tls", "implicit", "drainTimeout", "200ms");
        try (SmtpClient client = office.connect()) {
            client.send("\u0016\u0003\u0001");
            office.close();

            assertThat(client.isClosed()).isTrue();
            assertNothingLeft(office);
        }
    }

    @Test
    void opening_and_closing_many_times_leaves_nothing() throws IOException {
        for (int i = 0; i < 20; i++) {
            PostOffice office = open("tls", "off");
            try (SmtpClient client = office.client()) {
                client.say("NOOP"); // The closing meets clients in any state.
                office.close();
            }
            assertNothingLeft(office);
        }
    }
}
