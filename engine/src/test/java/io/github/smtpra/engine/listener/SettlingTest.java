package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beans come one after the other, go and come again. */
class SettlingTest {
    @TempDir
    Path directory;

    @Test
    void a_recipient_whose_bean_comes_second_is_waited_for() throws Exception {
        try (PostOffice office = new PostOffice(directory, "settleTime", "1m")) {
            office.subscribe("first", "first@example.com", new Desk());
            try (SmtpClient client = office.client()) {
                client.ask("MAIL FROM:<ann@example.org>");
                CompletableFuture<String> reply = CompletableFuture.supplyAsync(() -> {
                    try {
                        return client.ask("RCPT TO:<second@example.net>");
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
                office.subscribe("second", "second@example.net", new Desk());

                assertThat(reply.get(30, TimeUnit.SECONDS)).startsWith("250 ");
            }
        }
    }

    @Test
    void one_that_nobody_wants_is_refused_in_the_end() throws IOException {
        try (PostOffice office = new PostOffice(directory, "settleTime", "100ms")) {
            office.subscribe("first", "first@example.com", new Desk());
            try (SmtpClient client = office.client()) {
                client.ask("MAIL FROM:<ann@example.org>");
                assertThat(client.ask("RCPT TO:<nobody@example.com>")).startsWith("550 5.1.1");
            }
        }
    }

    @Test
    void those_who_have_gone_are_remembered_when_the_listener_opens_again() throws IOException {
        try (PostOffice office = new PostOffice(directory)) {
            Subscription first = office.subscribe("first", "first@example.com", new Desk());
            Subscription second = office.subscribe("second", "second@example.com", new Desk());
            office.unsubscribe(first);
            office.unsubscribe(second);
            office.subscribe("first", "first@example.com", new Desk());
            try (SmtpClient client = office.client()) {
                client.ask("MAIL FROM:<ann@example.org>");
                assertThat(client.ask("RCPT TO:<second@example.com>")).startsWith("451 4.3.2");
                assertThat(client.ask("RCPT TO:<first@example.com>")).startsWith("250 ");
            }
        }
    }

    @Test
    void what_a_killed_process_left_in_the_spool_is_deleted() throws IOException {
        Path spool = Files.createDirectories(directory.resolve("spool"));
        Path left = Files.createFile(spool.resolve("in-1-1234567-x.spool"));
        Path foreign = Files.createFile(spool.resolve("notes.txt"));

        new PostOffice(directory).close();

        assertThat(left).doesNotExist();
        assertThat(foreign).exists();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8::1, 2001:db8::2, true",
        "2001:db8:0:1::1, 2001:db8::1, false"
    })
    void ipv6_clients_are_counted_by_network(String one, String other, boolean together) throws UnknownHostException {
        assertThat(ClientNetwork.of(InetAddress.getByName(one)).equals(ClientNetwork.of(InetAddress.getByName(other))))
                .isEqualTo(together);
    }
}
