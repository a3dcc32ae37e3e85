package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many mails are with their bean at once, and how a subscription ends under load. */
class ConcurrencyTest {
    @TempDir
    Path directory;

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Desk desk = new Desk().ends(mail -> {
        awaitRelease();
        return new TransactionOutcome.Committed();
    });

    @AfterEach
    void stop() {
        release.countDown();
        clients.shutdownNow();
    }

    private void awaitRelease() {
        try {
            assertThat(release.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Future<String> send(PostOffice office, String content) {
        return clients.submit(() -> {
            try (SmtpClient client = office.client()) {
                return client.mail("desk@example.com", content);
            }
        });
    }

    private void awaitMails(int count) {
        PostOffice.await(count + " mails", () -> desk.mails().size() == count);
    }

    // SRV-123, OPS-004
    @Test
    void beyond_the_bound_a_mail_waits_and_then_hears_later() throws Exception {
        try (PostOffice office = new PostOffice(directory)) {
            office.subscribe("desk", "desk@example.com", desk, "concurrency", "2", "deliveryWait", "100ms");
            try (SmtpClient third = office.client()) {
                third.data("desk@example.com");
                List<Future<String>> inWork = List.of(send(office, "1"), send(office, "2"));
                awaitMails(2);

                long begun = System.nanoTime();
                assertThat(third.ask("3", ".")).startsWith("451 4.3.2");
                assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(90));
                assertThat(desk.mails()).hasSize(2);

                release.countDown();
                for (Future<String> mail : inWork) {
                    assertThat(mail.get()).startsWith("250");
                }
            }
        }
    }

    @Test
    void a_place_that_becomes_free_in_time_is_taken() throws Exception {
        try (PostOffice office = new PostOffice(directory)) {
            office.subscribe("desk", "desk@example.com", desk, "concurrency", "1", "deliveryWait", "10s");
            try (SmtpClient second = office.client()) {
                second.data("desk@example.com");
                Future<String> first = send(office, "1");
                awaitMails(1);
                second.say("2", ".");
                release.countDown();

                assertThat(second.hear()).startsWith("250");
                assertThat(first.get()).startsWith("250");
            }
        }
    }

    @Test
    void detaching_waits_for_what_is_in_flight_and_lets_nothing_in_behind_it() throws Exception {
        try (PostOffice office = new PostOffice(directory);
                SmtpClient late = subscribed(office)) {
            late.data("desk@example.com");
            Future<String> inWork = send(office, "1");
            awaitMails(1);

            Future<?> detached = clients.submit(() -> office.unsubscribe(office.subscription("desk")));
            assertStillRunning(detached);
            release.countDown();
            detached.get(10, TimeUnit.SECONDS);

            assertThat(inWork.get()).startsWith("250");
            assertThat(late.ask("2", ".")).startsWith("451 4.3.2");
            assertThat(desk.mails()).hasSize(1);
        }
    }

    private SmtpClient subscribed(PostOffice office) throws IOException {
        office.subscribe("desk", "desk@example.com", desk);
        office.subscribe("sales", "sales@example.com", new Desk());
        return office.client();
    }

    private static void assertStillRunning(Future<?> future) throws Exception {
        try {
            future.get(100, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return;
        }
        throw new AssertionError("has ended");
    }

    @Test
    void under_load_nothing_is_delivered_after_detaching_and_yes_means_delivered() throws Exception {
        release.countDown();
        try (PostOffice office = new PostOffice(directory);
                SmtpClient idle = subscribed(office)) {
            List<Future<Integer>> senders = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String sender = "sender " + i;
                senders.add(clients.submit(() -> sendUntilRefused(office, sender)));
            }
            PostOffice.await("some load", () -> desk.mails().size() > 200);
            office.unsubscribe(office.subscription("desk"));
            int delivered = desk.mails().size();

            int yes = 0;
            for (Future<Integer> sender : senders) {
                yes += sender.get(10, TimeUnit.SECONDS);
            }
            assertThat(desk.mails()).hasSize(delivered);
            assertThat(yes).isEqualTo(delivered);
            assertThat(idle.ask("NOOP")).startsWith("250");
        }
    }

    private static int sendUntilRefused(PostOffice office, String content) throws IOException {
        try (SmtpClient client = office.client()) {
            for (int sent = 0; ; sent++) {
                client.ask("MAIL FROM:<ann@example.org>");
                if (!client.ask("RCPT TO:<desk@example.com>").startsWith("250")) {
                    return sent;
                }
                client.ask("DATA");
                if (!client.ask(content, ".").startsWith("250")) {
                    return sent;
                }
            }
        }
    }
}
