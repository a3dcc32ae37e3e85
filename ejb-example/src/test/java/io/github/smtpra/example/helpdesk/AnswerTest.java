package io.github.smtpra.example.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.ReversePath;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of RFC 3834 for answers that a program gives. */
class AnswerTest {
    private static final Session SESSION = Session.getInstance(new Properties());
    private static final ReversePath ANN = ReversePath.parse("ann@customer.example");

    private static MimeMessage mail(String header) throws MessagingException {
        String text = header + "Subject: It hums\r\n\r\nHelp!\r\n";
        return new MimeMessage(SESSION, new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Auto-Submitted: no\r\n", "Auto-Submitted: NO (hand-made)\r\n", "Precedence: first\r\n"})
    void aPersonIsAnswered(String header) throws Exception {
        assertThat(AutomaticAnswers.mayAnswer(ANN, mail(header))).isTrue();
    }

    // DSN-015
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied\r\n",
                "auto-submitted: Auto-Generated; owner-email=\"x@example.org\"\r\n",
                "List-Id: <users.example.org>\r\n",
                "list-unsubscribe: <mailto:x@example.org>\r\n",
                "Precedence: Bulk\r\n",
                "Precedence: list\r\n"
            })
    void programsAndListsAreNotAnswered(String header) throws Exception {
        assertThat(AutomaticAnswers.mayAnswer(ANN, mail(header))).isFalse();
    }

    // DSN-015
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MAILER-DAEMON@example.org",
                "postmaster@example.org",
                "owner-users@example.org",
                "users-owner@example.org",
                "users-request@example.org"
            })
    void sendersThatAreProgramsAreNotAnswered(String sender) throws Exception {
        assertThat(AutomaticAnswers.mayAnswer(ReversePath.parse(sender), mail("")))
                .isFalse();
    }

    // DSN-008, DSN-015
    @Test
    void theAnswerStandsUnderTheQuestionAndIsNeverAnswered() throws Exception {
        MimeMessage question = mail("Message-ID: <2@customer.example>\r\nReferences: <1@customer.example> junk\r\n");
        Envelope envelope = Envelope.from(ANN).to("support@example.com");

        MimeMessage answer =
                new Answer(new MimeMessage(SESSION)).to(question, envelope, new StoredTicket("ann", "It hums", 7));

        assertThat(Answer.envelope(envelope)).isEqualTo(Envelope.from("").to("ann@customer.example"));
        assertThat(answer.getSubject()).isEqualTo("Re: It hums [ticket #7]");
        assertThat(answer.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        assertThat(answer.getHeader("In-Reply-To")).containsExactly("<2@customer.example>");
        assertThat(answer.getHeader("References")).containsExactly("<1@customer.example>\r\n <2@customer.example>");
        assertThat(AutomaticAnswers.mayAnswer(ANN, answer)).isFalse();
    }

    /** A ticket that has its number. */
    private static final class StoredTicket extends Ticket {
        private final long number;

        private StoredTicket(String customer, String subject, long number) {
            super(customer, subject);
            this.number = number;
        }

        @Override
        long number() {
            return number;
        }
    }
}
