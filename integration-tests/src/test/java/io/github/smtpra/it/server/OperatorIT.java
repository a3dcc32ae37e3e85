package io.github.smtpra.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.it.server.app.Console;
import io.github.smtpra.it.server.app.InjectedQueue;
import io.github.smtpra.it.server.app.ManagedQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every verb of the queue, by JMX and as it is injected, on real mail of a real server. */
@ExtendWith(ArquillianExtension.class)
class OperatorIT {
    private static final int PORT = 12537;
    private static final String DOMAIN = "relay.example";

    @Deployment(testable = false)
    static EnterpriseArchive application() {
        Relay.shared();
        return Archives.ear("operator.ear", Console.class, ManagedQueue.class, InjectedQueue.class);
    }

    @AfterEach
    void goOn() {
        ask("queue resume");
    }

    private static String say(String line) {
        try {
            return SmtpClient.mail(PORT, "desk@console.example", line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ask(String line) {
        String reply = say(line);
        assertThat(reply).startsWith("550 5.7.1 ").doesNotContain("failed:");
        return reply.substring("550 5.7.1 ".length());
    }

    private static void send(String... subjects) {
        for (String subject : subjects) {
            assertThat(say("send " + subject)).startsWith("250 ");
        }
    }

    private static String subject() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static long figure(String name) {
        return Long.parseLong(ask("jmx " + name));
    }

    /** The ids of what waits, the oldest first. */
    private static List<String> waiting() {
        return Arrays.stream(ask("queue list " + DOMAIN).split(" ", -1))
                .filter(each -> each.endsWith(":WAITING"))
                .map(each -> each.substring(0, each.indexOf(':')))
                .toList();
    }

    @Test
    void jmx_has_these_verbs() {
        assertThat(ask("jmx verbs"))
                .isEqualTo("cancel drainDestination dump find hold list pause release resume retry retryDestination"
                        + " search");
    }

    @Test
    void a_console_looks_at_what_waits_holds_releases_tries_and_cancels_it() {
        theVerbsDoWhatTheySay("jmx");
    }

    @Test
    void an_application_looks_at_what_waits_holds_releases_tries_and_cancels_it() {
        theVerbsDoWhatTheySay("queue");
    }

    private static void theVerbsDoWhatTheySay(String way) {
        String first = subject();
        String second = subject();
        assertThat(ask(way + " pause")).isEqualTo("done");
        assertThat(ask("queue isPaused")).isEqualTo("true");
        assertThat(ask("jmx Paused")).isEqualTo("true");
        send(first, second);
        List<String> mails = waiting();
        assertThat(mails).hasSize(2);

        assertThat(ask(way + " find " + mails.get(0))).isEqualTo(mails.get(0) + ":WAITING");
        assertThat(ask(way + " list " + (way.equals("jmx") ? "-" : DOMAIN))).contains(mails);
        assertThat(ask("jmx search desk@it.example " + DOMAIN + " waiting " + mails.get(0)))
                .isEqualTo(mails.get(1) + ":WAITING");
        assertThat(ask(way + " dump " + mails.get(0) + (way.equals("jmx") ? " 400" : "")))
                .contains(first);
        assertThat(ask(way + " hold " + mails.get(0))).isEqualTo("true");
        assertThat(ask(way + " find " + mails.get(0))).isEqualTo(mails.get(0) + ":HELD");
        assertThat(ask(way + " retryDestination " + DOMAIN)).isEqualTo("1");
        assertThat(ask(way + " release " + mails.get(0))).isEqualTo("true");
        assertThat(ask(way + " drainDestination " + DOMAIN)).isEqualTo("2");
        assertThat(ask(way + " cancel " + mails.get(1))).isEqualTo("true");
        assertThat(ask(way + " cancel " + mails.get(1))).isEqualTo("false");
        assertThat(ask(way + " retry " + mails.get(0))).isEqualTo("true");

        assertThat(ask(way + " resume")).isEqualTo("done");
        assertThat(Relay.shared().await(1, first)).hasSize(1);
        Await.until("an empty queue", () -> ask("queue list " + DOMAIN).equals("nothing"));
        assertThat(Relay.shared().with(second)).isEmpty();
    }

    @Test
    void the_figures_are_those_of_real_mail() {
        String subject = subject();
        ask("jmx pause");
        send(subject);
        Await.until("a mail that is due", () -> figure("Queued") == 1 && figure("Due") == 1);
        assertThat(figure("InHand")).isZero();
        assertThat(List.of(figure("Held"), figure("InDoubt"), figure("OwedReports"), figure("FailingReports")))
                .containsOnly(0L);
        assertThat(figure("OldestSeconds")).isBetween(0L, 120L);
        assertThat(figure("OldestReportSeconds")).isZero();
        assertThat(ask("jmx Destinations")).contains(DOMAIN);
        assertThat(ask("queue destinations")).contains(DOMAIN);
        long before = figure("Delivered");

        ask("jmx resume");
        Relay.shared().await(1, subject);
        Await.until("one more that is delivered", () -> figure("Delivered") == before + 1);
        assertThat(figure("LongestMillis")).isPositive().isGreaterThanOrEqualTo(figure("MeanMillis"));
        assertThat(List.of(figure("Deferred"), figure("Failed"), figure("Uncertain")))
                .containsOnly(0L);
        assertThat(ask("jmx Outcomes")).contains(DOMAIN);
        assertThat(ask("queue outcomes")).contains(DOMAIN);
        assertThat(ask("queue statistics")).contains("queued=0").contains("inHand=0");
        assertThat(ask("queue reports")).contains("owed=0");
    }

    /** The relay has one session, and takes its time with the first mail. */
    @Test
    void what_waits_behind_a_slow_mail_obeys_and_what_is_on_its_way_does_not() {
        String slow = subject();
        String cancelled = subject();
        String held = subject();
        Relay.shared().holdBack(slow);
        send(slow);
        Relay.shared().awaitComing(slow);
        String onItsWay = ask("jmx search - - in_hand -").replace(":IN_HAND", "");
        send(cancelled, held);
        List<String> mails = waiting();

        Await.until("one in hand and two due", () -> figure("InHand") == 1 && figure("Due") == 2);
        assertThat(mails).hasSize(2).doesNotContain(onItsWay);
        assertThat(ask("jmx cancel " + onItsWay)).isEqualTo("false");
        assertThat(ask("queue hold " + onItsWay)).isEqualTo("false");
        assertThat(ask("jmx cancel " + mails.get(0))).isEqualTo("true");
        assertThat(ask("queue hold " + mails.get(1))).isEqualTo("true");
        Relay.shared().letGo(slow);
        Relay.shared().await(1, slow);
        assertThat(ask("queue release " + mails.get(1))).isEqualTo("true");

        assertThat(Relay.shared().await(1, held)).hasSize(1);
        assertThat(Relay.shared().with(cancelled)).isEmpty();
    }
}
