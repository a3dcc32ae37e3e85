package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Clients that are slow, by fault or on purpose. */
@Execution(ExecutionMode.CONCURRENT)
class TimeoutsTest {
    @TempDir
    Path directory;

    private final Desk desk = new Desk();

    /** The first handshake of a JVM takes its time, which must not count. */
    @BeforeAll
    static void warmUp(@TempDir Path directory) throws IOException {
        try (PostOffice office = new PostOffice(directory)) {
            office.subscribe("desk", "desk@example.com", new Desk());
            office.client().startTls().close();
        }
    }

    private PostOffice open(String... properties) throws IOException {
        PostOffice office = new PostOffice(directory, properties);
        office.subscribe("desk", "desk@example.com", desk);
        return office;
    }

    /** Sends an octet each 50 ms until the server has spoken or closed; gives what it said. */
    private static String trickle(SmtpClient client, String octet) throws IOException {
        client.socket().setSoTimeout(50);
        for (int i = 0; i < 200; i++) {
            try {
                return client.hear();
            } catch (SocketTimeoutException e) {
                client.send(octet);
            }
        }
        return "still served";
    }

    // SRV-007
    @Test
    void an_idle_client_hears_421() throws IOException {
        try (PostOffice office = open("commandTimeout", "2s");
                SmtpClient client = office.client()) {
            assertThat(client.hear()).startsWith("421 4.4.2");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void an_idle_client_hears_421_over_tls_too() throws IOException {
        try (PostOffice office = open("commandTimeout", "2s");
                SmtpClient client = office.client().startTls()) {
            assertThat(client.hear()).startsWith("421 4.4.2");
            assertThat(client.isClosed()).isTrue();
        }
    }

    // OPS-003
    @Test
    void a_command_is_due_in_its_time_however_its_octets_trickle() throws IOException {
        try (PostOffice office = open("commandTimeout", "2s");
                SmtpClient client = office.client()) {
            assertThat(trickle(client, "N")).startsWith("421 4.4.2");
        }
    }

    @Test
    void each_command_has_its_time_anew() throws IOException {
        try (PostOffice office = open("commandTimeout", "2s");
                SmtpClient client = office.client()) {
            long end = System.nanoTime() + 3_000_000_000L;
            while (System.nanoTime() < end) {
                assertThat(client.ask("NOOP")).startsWith("250");
            }
        }
    }

    // OPS-003
    @Test
    void content_is_due_in_its_time_however_its_octets_trickle() throws IOException {
        try (PostOffice office = open("contentTimeout", "2s");
                SmtpClient client = office.client()) {
            client.data("desk@example.com");

            assertThat(trickle(client, "x")).startsWith("421 4.4.2");
            assertThat(desk.mails()).isEmpty();
        }
    }

    @Test
    void content_that_stops_is_not_waited_for() throws IOException {
        try (PostOffice office = open("blockTimeout", "2s");
                SmtpClient client = office.client()) {
            client.data("desk@example.com").send("x");

            assertThat(client.hear()).startsWith("421 4.4.2");
        }
    }

    @Test
    void a_client_that_is_silent_in_the_handshake_is_cut() throws IOException {
        try (PostOffice office = open("commandTimeout", "2s", "tls", "implicit");
                SmtpClient client = office.connect()) {
            assertThat(client.isClosed()).isTrue();
        }
    }

    // OPS-003
    @Test
    void a_client_that_never_reads_its_replies_is_cut() throws IOException {
        try (PostOffice office = open("commandTimeout", "2s", "maxConnections", "1");
                SmtpClient client = office.client()) {
            assertThat(writesUntilCut(client)).isTrue();
            PostOffice.await("the end of the connection", office::isServing);
        }
    }

    @Test
    void a_client_that_never_reads_its_replies_is_cut_over_tls_too() throws IOException {
        try (PostOffice office = open("commandTimeout", "2s", "maxConnections", "1");
                SmtpClient client = office.client().startTls()) {
            assertThat(writesUntilCut(client)).isTrue();
            PostOffice.await("the end of the connection", office::isServing);
        }
    }

    /** HELP has a reply that is many times as long. */
    private static boolean writesUntilCut(SmtpClient client) {
        String[] help = new String[1000];
        Arrays.fill(help, "HELP");
        try {
            for (int i = 0; i < 10_000; i++) {
                client.say(help);
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
