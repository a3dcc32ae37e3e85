package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says of mail. */
class MailLogTest {
    /** Held, or it would be collected with its handler. */
    private static final Logger LOGGER = Logger.getLogger("io.github.smtpra.mail");

    @TempDir
    Path directory;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void leave() {
        LOGGER.removeHandler(handler);
    }

    // RFC 2505 §2.6 (SRV-322)
    @Test
    void who_came_from_where_with_what_stands_in_the_log_refused_or_not() throws IOException {
        try (PostOffice office = new PostOffice(directory)) {
            office.subscribe("desk", "desk@example.com", new Desk());
            try (SmtpClient client = office.client()) {
                client.ask("MAIL FROM:<ann@example.org>");
                client.ask("RCPT TO:<x@foreign.example>");
                client.ask("RCPT TO:<desk@example.com>");
                client.ask("DATA");
                assertThat(client.ask("secret", ".")).startsWith("250");
            }
        }
        assertThat(lines)
                .anyMatch(line -> line.equals("refused client=127.0.0.1 helo=client.example proto=ESMTP"
                        + " from=<ann@example.org> to=<x@foreign.example> code=550 status=5.7.1"))
                .anyMatch(line -> line.startsWith("mail id=")
                        && line.contains(" client=127.0.0.1 helo=client.example proto=ESMTP from=<ann@example.org>"
                                + " to=[<desk@example.com>]"))
                .noneMatch(line -> line.contains("secret"));
    }

    // RFC 5321 §4.1.2 (SRV-322): a quoted local part may have blanks, and words of ours.
    @Test
    void an_address_with_blanks_is_one_word() throws IOException {
        try (PostOffice office = new PostOffice(directory)) {
            office.subscribe("desk", "*@example.com", new Desk());
            try (SmtpClient client = office.client()) {
                client.ask("MAIL FROM:<\"a code=250 x\"@example.org>");
                client.ask("RCPT TO:<\"b code=250\"@foreign.example>");
                client.ask("RCPT TO:<\"c size=0\"@example.com>");
                client.ask("DATA");
                assertThat(client.ask("x", ".")).startsWith("250");
            }
        }
        assertThat(lines)
                .hasSize(2)
                .allMatch(line -> line.contains(" from=<\"a?code=250?x\"@example.org> "))
                .anyMatch(line -> line.contains(" to=<\"b?code=250\"@foreign.example> code=550 "))
                .anyMatch(line -> line.contains(" to=[<\"c?size=0\"@example.com>] "));
    }
}
