package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Reply;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the outcomes of transactions become one reply. */
class ReplyTableTest {
    @TempDir
    Path directory;

    private final Desk desk = new Desk();
    private final Desk sales = new Desk();
    private PostOffice office;
    private SmtpClient client;

    @BeforeEach
    void open() throws IOException {
        office = new PostOffice(directory);
        office.subscribe("desk", "desk@example.com", desk);
        office.subscribe("sales", "sales@example.com", sales);
        client = office.client();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        office.close();
    }

    private String toDesk() throws IOException {
        return client.mail("desk@example.com", "x");
    }

    private String toBoth() throws IOException {
        return client.data("desk@example.com", "sales@example.com").ask("x", ".");
    }

    // SRV-110
    @Test
    void committed_is_yes() throws IOException {
        assertThat(toDesk()).startsWith("250 2.0.0 ");
    }

    @Test
    void committed_with_an_answer_is_that_answer() throws IOException {
        desk.ends(mail -> {
            mail.answer(Reply.of(550, "5.7.1", "Kept as evidence"));
            return new TransactionOutcome.Committed();
        });

        assertThat(toDesk()).isEqualTo("550 5.7.1 Kept as evidence");
    }

    @Test
    void an_answer_does_not_outlive_a_rollback() throws IOException {
        desk.ends(mail -> {
            mail.answer(Reply.of(250, "2.0.0", "Thanks"));
            return new TransactionOutcome.RolledBack("for the test");
        });

        assertThat(toDesk()).startsWith("451 4.3.0 ");
    }

    @Test
    void rejected_is_what_the_bean_said() throws IOException {
        desk.rejects(554, "5.7.7");

        assertThat(toDesk()).isEqualTo("554 5.7.7 said the bean");
    }

    // SRV-110, SRV-123
    @Test
    void rolled_back_is_later() throws IOException {
        desk.rollsBack();

        assertThat(toDesk()).startsWith("451 4.3.0 ");
    }

    @Test
    void unknown_is_later() throws IOException {
        desk.ends(mail -> new TransactionOutcome.Unknown("for the test"));

        assertThat(toDesk()).startsWith("451 4.3.0 ");
    }

    @Test
    void a_consumer_that_throws_is_later_and_gets_the_mail_again() throws IOException {
        desk.ends(mail -> {
            throw new IllegalStateException("for the test");
        });
        assertThat(toDesk()).startsWith("451 4.3.0 ");
        desk.commits();

        assertThat(toDesk()).startsWith("250 ");
        assertThat(desk.mails()).extracting(Desk.Received::redelivered).containsExactly(false, true);
    }

    @Test
    void an_error_of_a_consumer_does_not_lock_the_mail_out() throws IOException {
        desk.ends(mail -> {
            throw new NoClassDefFoundError("for the test");
        });
        assertThat(toDesk()).startsWith("451 4.3.0 ");
        desk.commits();

        assertThat(toDesk()).startsWith("250 ");
    }

    @Test
    void kept_by_all_is_yes() throws IOException {
        assertThat(toBoth()).startsWith("250 ");
    }

    @Test
    void an_answer_of_one_bean_comes_before_a_plain_yes_of_another() throws IOException {
        sales.ends(mail -> {
            mail.answer(Reply.of(451, "4.7.1", "Again, please"));
            return new TransactionOutcome.Committed();
        });

        assertThat(toBoth()).isEqualTo("451 4.7.1 Again, please");
    }

    @Test
    void kept_by_none_is_the_transient_no() throws IOException {
        desk.rejects(550, "5.7.1");
        sales.rejects(450, "4.2.1");

        assertThat(toBoth()).isEqualTo("450 4.2.1 said the bean");
    }

    // DSN-013
    @Test
    void refused_by_all_for_good_is_no_and_needs_no_report() throws IOException {
        desk.rejects(550, "5.7.1");
        sales.rejects(554, "5.6.0");

        assertThat(toBoth()).isEqualTo("550 5.7.1 said the bean");
        assertThat(office.reports).isEmpty();
    }

    @Test
    void refused_by_some_for_now_is_later() throws IOException {
        sales.rollsBack();

        assertThat(toBoth()).startsWith("451 4.3.0 ");
        assertThat(office.reports).isEmpty();
    }

    @Test
    void refused_by_some_for_good_is_yes_and_the_sender_gets_a_report() throws IOException {
        sales.rejects(550, "5.7.1");

        assertThat(toBoth()).startsWith("250 ");
        assertThat(office.reports).hasSize(1);
        SenderReport report = office.reports.get(0);
        assertThat(report.envelope().reversePath()).hasToString("<ann@example.org>");
        assertThat(report.fates().get(0).recipient()).hasToString("<sales@example.com>");
        assertThat(report.fates().get(0).reply().code()).isEqualTo(550);
    }

    @Test
    void nobody_is_told_of_a_refusal_where_the_sender_is_null() throws IOException {
        sales.rejects(550, "5.7.1");
        client.say("MAIL FROM:<>", "RCPT TO:<desk@example.com>", "RCPT TO:<sales@example.com>", "DATA");
        client.codes(4);

        assertThat(client.ask("x", ".")).startsWith("250 ");
        assertThat(office.reports).isEmpty();
    }

    @Test
    void a_report_that_can_not_be_made_is_later() throws IOException {
        sales.rejects(550, "5.7.1");
        office.failReports();

        assertThat(toBoth()).startsWith("451 4.3.0 ");
        assertThat(toBoth()).startsWith("451 4.3.0 ");
        assertThat(desk.mails()).hasSize(1);
        assertThat(sales.mails()).hasSize(2);
    }
}
