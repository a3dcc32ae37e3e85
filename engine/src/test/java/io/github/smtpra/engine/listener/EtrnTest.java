package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.protocol.server.QueueRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ETRN asks the road out for a run (RFC 1985). */
class EtrnTest {
    @TempDir
    Path directory;

    private final List<QueueRun> runs = new CopyOnWriteArrayList<>();

    private QueueRunner.Answer run(QueueRun run) {
        runs.add(run);
        return switch (run.domain()) {
            case "empty.example" -> QueueRunner.Answer.NOTHING_WAITING;
            case "foreign.example" -> QueueRunner.Answer.NOT_ALLOWED;
            case "busy.example" -> QueueRunner.Answer.UNABLE;
            case "broken.example" -> throw new IllegalStateException("for the test");
            default -> QueueRunner.Answer.STARTED;
        };
    }

    // RFC 1985 §5 (SRV-292, OPS-005)
    @Test
    void a_run_for_one_domain_is_started() throws IOException {
        try (PostOffice office = PostOffice.withQueueRunner(directory, this::run)) {
            office.subscribe("desk", "desk@example.com", new Desk());
            try (SmtpClient client = office.client()) {
                assertThat(client.ask("EHLO client.example")).contains("-ETRN\n");
                assertThat(client.ask("ETRN Example.org")).startsWith("250 2.0.0");
                assertThat(client.ask("ETRN @example.org")).startsWith("250 2.0.0");
                assertThat(client.ask("ETRN empty.example")).startsWith("251 2.0.0");
                assertThat(client.ask("ETRN busy.example")).startsWith("458 4.3.0");
                assertThat(client.ask("ETRN foreign.example")).startsWith("459 4.7.1");
                assertThat(client.ask("ETRN broken.example")).startsWith("458 4.3.0");
                assertThat(client.ask("NOOP")).startsWith("250");
            }
        }
        assertThat(runs)
                .startsWith(
                        new QueueRun("example.org", QueueRun.Reach.NODE),
                        new QueueRun("example.org", QueueRun.Reach.DOMAIN));
    }

    // RFC 5321 §4.1.1.1 (SRV-034), RFC 1985 §3 (SRV-292)
    @Test
    void without_a_road_out_it_is_neither_offered_nor_served() throws IOException {
        try (PostOffice office = new PostOffice(directory)) {
            office.subscribe("desk", "desk@example.com", new Desk());
            try (SmtpClient client = office.client()) {
                assertThat(client.ask("EHLO client.example")).doesNotContain("ETRN");
                assertThat(client.ask("ETRN example.org")).startsWith("502");
            }
        }
    }
}
