package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a bean sees of a mail. */
class ContentTest {
    private static final String MAIL = "Subject: hi\r\nReturn-Path: <old@example.net>\r\n\r\nline\r\n";

    @TempDir
    Path directory;

    private final Desk desk = new Desk();

    // SRV-130, SRV-131, SRV-134
    @Test
    void the_trace_stands_before_the_content_as_it_came() throws IOException {
        try (PostOffice office = new PostOffice(directory);
                SmtpClient client = open(office)) {
            String reply = client.mail("desk@example.com", "Subject: hi\r\n\r\n..dot\r\n");

            assertThat(reply).startsWith("250 2.0.0 Ok: committed as ");
            String id = reply.substring(reply.lastIndexOf(' ') + 1);
            Desk.Received mail = desk.mails().get(0);
            assertThat(mail.trace())
                    .matches("Return-Path: <ann@example.org>\r\n"
                            + "Received: from client\\.example \\(\\[127\\.0\\.0\\.1]\\)\r\n"
                            + "\tby mx\\.example with ESMTP id " + id + "\r\n"
                            + "\tfor <desk@example\\.com>;\r\n"
                            + "\t[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} \\+0000\r\n");
            assertThat(mail.body()).isEqualTo("Subject: hi\r\n\r\n.dot\r\n\r\n");
        }
    }

    // SRV-132
    @ParameterizedTest
    @CsvSource({"HELO, SMTP", "EHLO, ESMTP"})
    void the_with_clause_has_the_word_of_the_greeting(String verb, String word) throws IOException {
        try (PostOffice office = new PostOffice(directory);
                SmtpClient client = open(office)) {
            client.ask(verb + " client.example");
            client.mail("desk@example.com", MAIL);

            assertThat(desk.mails().get(0).trace()).contains(" with " + word + " id ");
        }
    }

    // SRV-121
    @Test
    void recipients_of_one_mail_do_not_learn_of_each_other_from_the_trace() throws IOException {
        try (PostOffice office = new PostOffice(directory);
                SmtpClient client = open(office)) {
            client.data("desk@example.com", "desk+1@example.com").ask(MAIL, ".");

            assertThat(desk.mails().get(0).trace()).doesNotContain("for <");
        }
    }

    // SRV-093, SRV-115, SRV-116, SRV-124
    @Test
    void every_octet_arrives_and_size_counts_the_trace() throws IOException {
        StringBuilder octets = new StringBuilder("Subject: all\r\n\r\n");
        for (int i = 0; i < 256; i++) {
            octets.append(i == '\r' || i == '\n' ? ' ' : (char) i);
        }
        AtomicLong size = new AtomicLong();
        try (PostOffice office = new PostOffice(directory);
                SmtpClient client = open(office)) {
            desk.ends(mail -> {
                size.set(mail.size());
                return new TransactionOutcome.Committed();
            });
            client.mail("desk@example.com", octets.toString());

            assertThat(desk.mails().get(0).body()).isEqualTo(octets + "\r\n");
            assertThat(size).hasValue(desk.mails().get(0).content().length());
        }
    }

    @Test
    void content_that_passes_memory_goes_through_a_file_that_is_gone_afterwards() throws IOException {
        String large = "0123456789abcdef\r\n".repeat(20_000);
        try (PostOffice office = new PostOffice(directory);
                SmtpClient client = open(office)) {
            desk.ends(mail -> {
                assertThat(spoolFiles(office)).hasSize(1);
                return new TransactionOutcome.Committed();
            });

            assertThat(client.mail("desk@example.com", large)).startsWith("250");
            assertThat(desk.bodies()).containsExactly(large + "\r\n");
            assertThat(office.spoolFiles()).isEmpty();
        }
    }

    private static List<Path> spoolFiles(PostOffice office) {
        try {
            return office.spoolFiles();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void each_of_two_subscriptions_sees_its_own_recipients() throws IOException {
        Desk sales = new Desk();
        try (PostOffice office = new PostOffice(directory);
                SmtpClient client = open(office)) {
            office.subscribe("sales", "sales@example.com", sales);
            client.data("desk@example.com", "sales@example.com", "desk+7@example.com")
                    .ask(MAIL, ".");

            assertThat(desk.mails().get(0).envelope().recipients())
                    .hasToString("[<desk@example.com>, <desk+7@example.com>]");
            assertThat(sales.mails().get(0).envelope().recipients()).hasToString("[<sales@example.com>]");
            assertThat(sales.mails().get(0).envelope().reversePath()).hasToString("<ann@example.org>");
        }
    }

    private SmtpClient open(PostOffice office) throws IOException {
        office.subscribe("desk", "desk@example.com", desk);
        return office.client();
    }
}
