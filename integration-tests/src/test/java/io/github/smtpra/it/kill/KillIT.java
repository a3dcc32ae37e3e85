package io.github.smtpra.it.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.smtpra.it.peers.ArrivedContent;
import io.github.smtpra.it.peers.SmtpClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server is killed at each point of a mail's way, and started again; its client then does what clients do. */
class KillIT {
    private static final String NOTIFICATION = """
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.customer.example

            Final-Recipient: rfc822; ann@customer.example
            Action: failed
            Status: 5.2.2

            --b--
            """.replace("\n", "\r\n");

    private static DeskServer desk;

    @BeforeAll
    static void start() throws Exception {
        desk = DeskServer.start("kill");
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    /** Sends a mail that is the server's death; the reply, if the client still heard it. */
    private static Optional<String> sendAndDie(KillPoint point) throws Exception {
        desk.arm(point);
        Optional<String> reply;
        try (SmtpClient client = desk.client()) {
            reply = Optional.of(DeskServer.send(client, point.name()));
        } catch (IOException e) {
            reply = Optional.empty();
        }
        desk.restartAfter(point);
        desk.awaitSettled();
        return reply;
    }

    private static String sendAgain(KillPoint point) throws IOException {
        try (SmtpClient client = desk.client()) {
            return DeskServer.send(client, point.name());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_BEAN", "BEFORE_PREPARE_FLUSH", "AFTER_PREPARE_FLUSH"})
    void beforeTheDecisionThereIsNeitherTicketNorAnswer(KillPoint point) throws Exception {
        assertThat(sendAndDie(point)).isEmpty();

        assertThat(desk.tickets(point.name())).isEmpty();
        assertThat(desk.answers(point.name())).isEmpty();

        assertThat(sendAgain(point)).startsWith("250 ");
        desk.awaitSettled();
        assertOneTicketAndOneAnswer(point);
        assertThat(desk.redeliveries(point.name())).containsExactly(false, true);
    }

    @ParameterizedTest
    @EnumSource(names = {"AFTER_COORDINATOR_LOG", "IN_COMMIT", "BEFORE_COMMIT_FLUSH", "AFTER_COMMIT_FLUSH"})
    void behindTheDecisionThereAreBoth(KillPoint point) throws Exception {
        assertThat(sendAndDie(point)).isEmpty();

        assertOneTicketAndOneAnswer(point);

        assertThat(sendAgain(point)).startsWith("250 ");
        desk.awaitSettled();
        assertOneTicketAndOneAnswer(point);
        assertThat(desk.redeliveries(point.name())).containsExactly(false, true);
    }

    @Test
    void aKillInRecoveryIsRecoveredFrom() throws Exception {
        String subject = "twice";
        desk.arm(KillPoint.AFTER_COORDINATOR_LOG);
        try (SmtpClient client = desk.client()) {
            assertThatIOException().isThrownBy(() -> DeskServer.send(client, subject));
        }

        desk.restartAfter(KillPoint.AFTER_COORDINATOR_LOG, KillPoint.BEFORE_COMMIT_FLUSH);
        desk.awaitSettled();

        assertThat(desk.tickets(subject)).hasSize(1);
        assertThat(desk.answers(subject)).hasSize(1);
    }

    @Test
    void aMailThatWasKeptUnknownToTheLedgerComesAgainMarked() throws Exception {
        KillPoint point = KillPoint.BEFORE_LEDGER;
        assertThat(sendAndDie(point)).isEmpty();

        assertThat(sendAgain(point)).startsWith("250 ");
        desk.awaitSettled();
        assertTicketsAndAnswersAgree(point, 1);
        assertThat(desk.redeliveries(point.name())).containsExactly(false, true);
    }

    @Test
    void aMailWhoseReplyWasLostIsAnsweredAgainAndNotDeliveredAgain() throws Exception {
        KillPoint point = KillPoint.BEFORE_REPLY;
        assertThat(sendAndDie(point)).isEmpty();

        try (SmtpClient client = desk.client()) {
            String reply = DeskServer.send(client, point.name());

            assertTicketsAndAnswersAgree(point, 1);
            assertThat(reply)
                    .startsWith("250 ")
                    .contains(desk.tickets(point.name()).get(0).mail());
            assertThat(desk.redeliveries(point.name())).containsExactly(false);

            // The client has heard the reply when it says something else: the same mail is now sent on purpose.
            assertThat(client.command("NOOP")).startsWith("250 ");
            assertThat(DeskServer.send(client, point.name())).startsWith("250 ");
        }
        desk.awaitSettled();
        assertThat(desk.redeliveries(point.name())).containsExactly(false, false);
        assertTicketsAndAnswersAgree(point, 2);
    }

    @Test
    void anAnswerThatWasOnItsWayIsSentOnce() throws Exception {
        KillPoint point = KillPoint.BEFORE_CONTENT;
        sendUntilHeard(point);

        assertOneTicketAndOneAnswer(point);
    }

    @Test
    void anAnswerWhoseDeliveryWasNotRecordedComesTwiceAndIsMarked() throws Exception {
        KillPoint point = KillPoint.BEFORE_RECORD;
        sendUntilHeard(point);

        assertThat(desk.tickets(point.name())).hasSize(1);
        assertThat(desk.answers(point.name())).hasSize(2);
        assertThat(desk.answers(point.name()).get(0).asSent())
                .isEqualTo(desk.answers(point.name()).get(1).asSent());
        assertThat(desk.isMarkedAsPossibleDuplicate(
                        desk.tickets(point.name()).get(0).answer()))
                .isTrue();
    }

    /** The answer's way ends the server at about the time of the reply to the client. */
    private static void sendUntilHeard(KillPoint point) throws Exception {
        if (sendAndDie(point).isEmpty()) {
            assertThat(sendAgain(point)).startsWith("250 ");
            desk.awaitSettled();
        }
    }

    private static void assertOneTicketAndOneAnswer(KillPoint point) throws Exception {
        assertThat(desk.tickets(point.name())).hasSize(1);
        assertThat(desk.answers(point.name())).hasSize(1);
        assertThat(desk.isMarkedAsPossibleDuplicate(
                        desk.tickets(point.name()).get(0).answer()))
                .isFalse();
    }

    /** For where the answer was on its way too when the server was killed, perhaps at its own final dot. */
    private static void assertTicketsAndAnswersAgree(KillPoint point, int count) throws Exception {
        assertThat(desk.tickets(point.name())).hasSize(count);
        List<String> answers =
                desk.answers(point.name()).stream().map(ArrivedContent::asSent).toList();
        assertThat(answers.stream().distinct()).hasSize(count);
        if (answers.size() > count) {
            assertThat(desk.isMarkedAsPossibleDuplicate(
                            desk.tickets(point.name()).get(0).answer()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_REPORT", "BEFORE_TOLD"})
    void aReportIsHeardAgainBehindAKillAndKeptOnce(KillPoint point) throws Exception {
        String subject = "[report] " + point;
        desk.arm(point);
        try (SmtpClient client = desk.client()) {
            DeskServer.send(client, subject);
        } catch (IOException e) {
            // The report is so quick that the client does not hear its reply; what is committed is kept all the same.
        }
        desk.restartAfter(point);
        desk.awaitSettled();

        assertThat(desk.tickets("heard OUTBOX " + subject)).hasSize(1);
        assertThat(desk.redeliveries("heard OUTBOX " + subject)).containsExactly(false, true);
    }

    @Test
    void aNotificationThatComesBackIsHeard() throws Exception {
        String subject = "[report] comes back";
        try (SmtpClient client = desk.client()) {
            assertThat(DeskServer.send(client, subject)).startsWith("250 ");
        }
        desk.awaitSettled();
        String path = "bounces+" + desk.lastToken() + "@example.com";

        try (SmtpClient client = desk.client()) {
            assertThat(client.send("", path, NOTIFICATION)).startsWith("250 ");
        }
        desk.awaitSettled();

        assertThat(desk.tickets("heard REMOTE " + subject)).hasSize(1);
    }

    @Test
    void aMailThatWasAcknowledgedBeforeTheKillIsANewOneBehindIt() throws Exception {
        String subject = "acknowledged";
        try (SmtpClient client = desk.client()) {
            assertThat(DeskServer.send(client, subject)).startsWith("250 ");
            assertThat(client.command("RSET")).startsWith("250 ");
        }
        desk.kill();
        desk.restart();

        try (SmtpClient client = desk.client()) {
            assertThat(DeskServer.send(client, subject)).startsWith("250 ");
        }
        assertThat(desk.redeliveries(subject)).containsExactly(false, false);
    }

    @Test
    void aTransactionThatRollsBackLeavesNothing() throws Exception {
        String subject = "[fail] please";
        try (SmtpClient client = desk.client()) {
            assertThat(DeskServer.send(client, subject)).startsWith("451 4.3.0");
        }
        desk.kill();
        desk.restart();

        desk.awaitSettled();
        assertThat(desk.tickets(subject)).isEmpty();
        assertThat(desk.answers(subject)).isEmpty();
    }
}
