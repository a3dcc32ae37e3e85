package io.github.smtpra.engine.listener;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.RecipientRequest;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.authentication.Authenticator;
import io.github.smtpra.engine.authentication.ClientFacts;
import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.sasl.Base64Text;
import io.github.smtpra.protocol.sasl.Identity;
import io.github.smtpra.protocol.sasl.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On whose behalf a consumer is called, over real sockets. */
class CallerTest {
    private static final String DESK = "desk@example.com";

    @TempDir
    Path directory;

    private final List<String> callers = new CopyOnWriteArrayList<>();
    private PostOffice office;

    /** Notes who asks and who brings mail, and the credential that came with it. */
    private final class Noting implements MailConsumer {
        private final String caller;

        Noting(String caller) {
            this.caller = caller;
        }

        @Override
        public MailConsumer as(Identity client) {
            return new Noting(client.user() + " by " + client.credential().orElse("nothing"));
        }

        @Override
        public Optional<Reply> refusal(RecipientRequest request) {
            callers.add("asked by " + caller);
            return Optional.empty();
        }

        @Override
        public TransactionOutcome deliver(InboundMail mail) {
            callers.add(caller);
            return new TransactionOutcome.Committed();
        }
    }

    /** Takes everybody at their word. */
    private static final class Credulous implements Authenticator {
        @Override
        public Set<Question.Kind> kinds() {
            return Set.of(Question.Kind.PASSWORD);
        }

        @Override
        public Answer answer(Question question, ClientFacts client) {
            String user = question.claimedUser().orElseThrow();
            return new Answer.Accepted(new Identity(user, Optional.of("word")));
        }
    }

    @BeforeEach
    void open() throws IOException {
        office = new PostOffice(directory, "authentication", "container", "passwordsInTheClear", "true");
        office.container(new Credulous());
        office.subscribe("desk", DESK, new Noting("nobody"));
    }

    @AfterEach
    void close() {
        office.close();
    }

    private static void logIn(SmtpClient client, String user) throws IOException {
        String response = Base64Text.encode(("\0" + user + "\0x").getBytes(UTF_8));
        assertThat(client.ask("AUTH PLAIN " + response)).startsWith("235 2.7.0");
    }

    @Test
    void who_has_authenticated_asks_for_recipients_and_brings_mail() throws IOException {
        try (SmtpClient client = office.client()) {
            logIn(client, "ann");
            client.mail(DESK, "text");
        }
        assertThat(callers).containsExactly("asked by ann by word", "ann by word");
    }

    @Test
    void who_has_not_is_nobody() throws IOException {
        try (SmtpClient client = office.client()) {
            client.mail(DESK, "text");
        }
        assertThat(callers).containsExactly("asked by nobody", "nobody");
    }

    @Test
    void the_same_mail_of_another_user_is_another_mail() throws IOException {
        for (String user : List.of("ann", "bob")) {
            try (SmtpClient client = office.client()) {
                logIn(client, user);
                client.mail(DESK, "text");
                client.vanish(); // The reply was not heard, as far as we know: the same mail would be known.
            }
        }
        assertThat(callers).contains("ann by word", "bob by word");
    }
}
