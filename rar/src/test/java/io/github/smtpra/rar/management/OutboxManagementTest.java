package io.github.smtpra.rar.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.MailException;
import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.report.WantedReports;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.Outboxes;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RecipientOutcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a console does, through the MBean server, with a real outbox behind it. */
class OutboxManagementTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private Outbox outbox;
    private Registration registration;
    private ObjectName name;

    @BeforeEach
    void register() throws Exception {
        outbox = Outboxes.acquire(directory, CLOCK);
        registration = Registration.of(new OutboxManagement(outbox::queue, CLOCK), directory.toString());
        name = new ObjectName("io.github.smtpra:type=Outbox,name=" + ObjectName.quote(directory.toString()));
    }

    @AfterEach
    void close() {
        registration.close();
        outbox.close();
    }

    private MailId sent() throws IOException {
        byte[] text = "Subject: x\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII);
        Envelope envelope = Envelope.from("help@example.com").to("ann@example.org");
        return outbox.submit(List.of(outbox.stage(envelope, new ByteArrayInputStream(text))))
                .get(0);
    }

    private Object invoke(String verb, String... arguments) throws Exception {
        String[] types = new String[arguments.length];
        java.util.Arrays.fill(types, String.class.getName());
        return server.invoke(name, verb, arguments, types);
    }

    private CompositeData[] rows(String verb, String... arguments) throws Exception {
        return (CompositeData[]) invoke(verb, arguments);
    }

    @Test
    void aConsoleSeesHoldsReleasesAndCancels() throws Exception {
        String id = sent().value();
        assertThat(server.getAttribute(name, "Queued")).isEqualTo(1L);
        assertThat(server.getAttribute(name, "Due")).isEqualTo(1L);
        assertThat(server.getAttribute(name, "OldestSeconds")).isEqualTo(0L);

        assertThat(invoke("hold", id)).isEqualTo(true);
        assertThat(rows("find", id)[0].get("state")).isEqualTo("HELD");
        assertThat(rows("search", "help@example.com", "example.org", "held", ""))
                .hasSize(1);
        assertThat(rows("search", "<>", "", "", "")).isEmpty();
        assertThat(invoke("release", id)).isEqualTo(true);
        assertThat(invoke("retry", id)).isEqualTo(true);
        assertThat((String[]) rows("list", "")[0].get("recipients")).containsExactly("ann@example.org DUE attempts=0");
        assertThat(server.invoke(name, "dump", new Object[] {id, 7}, new String[] {String.class.getName(), "int"}))
                .isEqualTo("Subject");
        assertThat(invoke("retryDestination", "example.org")).isInstanceOf(Integer.class);
        assertThat((CompositeData[]) server.getAttribute(name, "Outcomes")).isEmpty();
        assertThat(((CompositeData[]) server.getAttribute(name, "Destinations"))[0].get("domain"))
                .isEqualTo("example.org");

        assertThat(invoke("cancel", id)).isEqualTo(true);
        assertThat(invoke("cancel", id)).isEqualTo(false);
        assertThat(rows("list", "")).isEmpty();
    }

    @Test
    void aConsoleSeesWhatIsOwedToTheApplication() throws Exception {
        Envelope envelope = Envelope.from("help@example.com").to("ann@example.org");
        SendOptions options = SendOptions.NONE.withReports(WantedReports.FAILURES);
        outbox.submit(List.of(outbox.stage(envelope, options, new ByteArrayInputStream(new byte[0]))));
        ClaimedMail mail = outbox.claim(1).get(0);
        Diagnosis refused = new Diagnosis(new EnhancedStatusCode(5, 1, 1), "mx.example.org", "550 no", "no");
        outbox.record(
                mail,
                List.of(new RecipientOutcome(0, mail.recipients().get(0).recipient(), new Outcome.Failed(refused))),
                List.of());

        assertThat(server.getAttribute(name, "OwedReports")).isEqualTo(1L);
        assertThat(server.getAttribute(name, "FailingReports")).isEqualTo(0L);
        assertThat(server.getAttribute(name, "OldestReportSeconds")).isEqualTo(0L);
    }

    @Test
    void aConsoleReadsWhatEachVerbAndFigureMeans() throws Exception {
        MBeanInfo info = server.getMBeanInfo(name);

        assertThat(info.getDescription()).isEqualTo("The queue of mail to be sent");
        assertThat(info.getAttributes()).hasSize(18).allSatisfy(each -> assertThat(each.getDescription())
                .contains(" ")
                .doesNotContain("Attribute exposed"));
        assertThat(info.getOperations()).hasSize(12).allSatisfy(each -> {
            assertThat(each.getDescription()).contains(" ").doesNotContain("Operation exposed");
            assertThat(each.getImpact()).isIn(MBeanOperationInfo.ACTION, MBeanOperationInfo.INFO);
            assertThat(each.getSignature())
                    .allSatisfy(one -> assertThat(one.getName()).doesNotMatch("p[0-9]"))
                    .allSatisfy(one -> assertThat(one.getDescription()).isNotBlank());
        });
    }

    @Test
    void aConsolePausesAndResumes() throws Exception {
        sent();
        invoke("pause");
        assertThat(server.getAttribute(name, "Paused")).isEqualTo(true);
        assertThat(outbox.claim(1)).isEmpty();
        invoke("resume");
        assertThat(outbox.claim(1)).hasSize(1);
    }

    @Test
    void aWrongWordIsAnsweredWithThoseThatAreAllowed() {
        assertThatThrownBy(() -> invoke("search", "", "", "asleep", ""))
                .hasRootCauseMessage("No enum constant io.github.smtpra.api.queue.QueuedMail.State.ASLEEP")
                .hasStackTraceContaining("allowed: [WAITING, IN_HAND, HELD, IN_DOUBT]");
    }

    @Test
    void afterARedeploymentTheBeanIsTheNewOne() throws Exception {
        registration.close();
        assertThat(server.isRegistered(name)).isFalse();

        registration = Registration.of(new OutboxManagement(outbox::queue, CLOCK), directory.toString());
        Registration second = Registration.of(new OutboxManagement(outbox::queue, CLOCK), directory.toString());
        second.close();
        second.close();

        assertThat(server.isRegistered(name)).isTrue();
    }

    @Test
    void anOutboxThatCanNotBeOpenedSaysWhy() {
        OutboxManagement management = new OutboxManagement(
                () -> {
                    throw new MailException("the disk is away", new OutboxException("gone"));
                },
                CLOCK);

        assertThatThrownBy(management::isPaused)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the disk is away");
    }
}
