package io.github.smtpra.it.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.it.peers.ArrivedContent;
import io.github.smtpra.it.peers.Await;
import io.github.smtpra.it.peers.SmtpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server is killed at no particular moment, with many clients at work. */
class KillUnderLoadIT {
    private static final int CLIENTS = 10;
    private static final int LEAST = 200;
    private static final int SPREAD = 300;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private DeskServer desk;

    @BeforeEach
    void start() throws Exception {
        desk = DeskServer.start("kill-under-load");
    }

    @AfterEach
    void stop() {
        clients.shutdownNow();
        desk.close();
    }

    @Test
    void whatWasAcknowledgedHasItsTicketAndItsAnswer() throws Exception {
        for (int client = 0; client < CLIENTS; client++) {
            String name = "client-" + client;
            clients.execute(() -> sendUntilTheServerDies(name));
        }
        int deadly = LEAST + new Random().nextInt(SPREAD);
        Await.until(deadly + " mails", Duration.ofMinutes(3), () -> acknowledged.size() >= deadly);
        desk.kill();
        clients.shutdown();
        assertThat(clients.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        desk.restart();
        desk.awaitSettled();

        assertThat(refused).isEmpty();
        Set<String> tickets = subjects(desk.tickets());
        assertThat(tickets).containsAll(acknowledged);
        assertEachTicketHasItsAnswer();
        assertThat(tickets.size()).isLessThanOrEqualTo(acknowledged.size() + unanswered.size());

        sendUnansweredAgain();
        assertThat(subjects(desk.tickets())).containsAll(unanswered);
        assertEachTicketHasItsAnswer();
    }

    private void sendUntilTheServerDies(String name) {
        String subject = name;
        try (SmtpClient client = desk.client()) {
            for (int i = 0; true; i++) {
                subject = name + "-" + i;
                unanswered.add(subject);
                String reply = DeskServer.send(client, subject);
                unanswered.remove(subject);
                (reply.startsWith("250 ") ? acknowledged : refused).add(subject);
            }
        } catch (IOException e) {
            // It is dead.
        }
    }

    /** What clients do whose connection was lost. */
    private void sendUnansweredAgain() throws Exception {
        try (SmtpClient client = desk.client()) {
            for (String subject : unanswered) {
                assertThat(DeskServer.send(client, subject)).startsWith("250 ");
            }
        }
        desk.awaitSettled();
    }

    private static Set<String> subjects(List<TicketLine> tickets) {
        return tickets.stream().map(TicketLine::subject).collect(Collectors.toSet());
    }

    /** One ticket for a mail, one answer for a ticket; one that came twice is marked, and none came without a ticket. */
    private void assertEachTicketHasItsAnswer() throws Exception {
        List<TicketLine> tickets = desk.tickets();
        assertThat(tickets).extracting(TicketLine::subject).doesNotHaveDuplicates();
        Map<String, Long> answers =
                desk.answers().stream().collect(Collectors.groupingBy(ArrivedContent::subject, Collectors.counting()));
        assertThat(answers.keySet()).isEqualTo(subjects(tickets));
        for (TicketLine ticket : tickets) {
            if (answers.getOrDefault(ticket.subject(), 0L) > 1) {
                assertThat(desk.isMarkedAsPossibleDuplicate(ticket.answer()))
                        .as(ticket.toString())
                        .isTrue();
            }
        }
    }
}
