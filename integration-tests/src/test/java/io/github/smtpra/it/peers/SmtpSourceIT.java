package io.github.smtpra.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.RecipientRequest;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.listener.Listeners;
import io.github.smtpra.engine.listener.MailConsumer;
import io.github.smtpra.engine.listener.TransactionOutcome;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Postfix's load generator against our listener: it ends at the first reply that is not the one it wants. */
class SmtpSourceIT {
    private static final int PORT = 13536;
    private static final int SESSIONS = 20;
    private static final int MAILS = SESSIONS * 1000;

    @TempDir
    Path directory;

    /** Counts, and does nothing else. */
    private static final class Counter implements MailConsumer {
        private final AtomicInteger mails = new AtomicInteger();

        @Override
        public Optional<Reply> refusal(RecipientRequest request) {
            return Optional.empty();
        }

        @Override
        public TransactionOutcome deliver(InboundMail mail) {
            mails.incrementAndGet();
            return new TransactionOutcome.Committed();
        }
    }

    @Test
    void everyMailOfManySessionsIsTaken() throws Exception {
        assertTaken("-d");
    }

    @Test
    void everyMailOnAConnectionOfItsOwnIsTaken() throws Exception {
        assertTaken("-c");
    }

    /** With {@code -d} connections are kept, with {@code -c} there is but a counter. */
    private void assertTaken(String option) throws Exception {
        Program source = Program.require("smtp-source", "postfix");
        Counter counter = new Counter();
        try (Listeners listeners = RecordingServer.listeners(directory)) {
            RecordingServer.attach(listeners, PORT, "mailbox.example", "off", counter);

            source.run(
                    option,
                    "-s",
                    SESSIONS + "",
                    "-m",
                    MAILS + "",
                    "-l",
                    "1000",
                    "-f",
                    "ann@customer.example",
                    "-t",
                    "bob@mailbox.example",
                    "127.0.0.1:" + PORT);

            assertThat(counter.mails).hasValue(MAILS);
        }
    }
}
