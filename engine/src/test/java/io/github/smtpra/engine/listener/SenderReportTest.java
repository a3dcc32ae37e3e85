package io.github.smtpra.engine.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.RecipientRequest;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.OriginalRecipient;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.api.smtp.ReturnContent;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.ledger.InboundLedger;
import io.github.smtpra.outbox.ledger.Ledgers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What senders are told of mails that real clients bring: RFC 3461 §5.2.3, and what one bean refuses of another's mail.
 */
class SenderReportTest {
    private static final TransactionOutcome COMMITTED = new TransactionOutcome.Committed();
    private static final TransactionOutcome REFUSED =
            new TransactionOutcome.Rejected(Reply.of(550, "5.7.1", "not for me"));

    @TempDir
    Path directory;

    private final List<SenderReport> told = new CopyOnWriteArrayList<>();
    private final List<String> contents = new CopyOnWriteArrayList<>();
    private final List<Envelope> seen = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<String, String> properties =
            new HashMap<>(Map.of("port", "0", "tls", "off", "hostName", "mx.example", "recipients", "*@example.com"));
    private Listeners listeners = new Listeners(Path.of("."), report -> {});
    private int port;

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private void listen(SenderReport.Reporter reporter) {
        listeners = new Listeners(directory.resolve("spool"), reporter);
        open.add(0, listeners);
    }

    private void keep(SenderReport report) throws IOException {
        try (InputStream content = report.content().open()) {
            contents.add(new String(content.readAllBytes(), ISO_8859_1));
        }
        told.add(report);
    }

    /** A bean whose transactions end as {@code outcomes} say, the last for ever. */
    private void bean(String name, TransactionOutcome... outcomes) throws IOException {
        Settings settings = Settings.of(name, properties);
        SubscriptionSettings own = SubscriptionSettings.from(settings);
        InboundLedger ledger = Ledgers.acquire(directory.resolve(name), Clock.systemUTC(), own.ledger());
        Subscription subscription =
                new Subscription(name, own, new Bean(List.of(outcomes)), ledger, new Semaphore(10, true));
        ListenerSettings listener = ListenerSettings.from(settings);
        port = listeners.attach(listener, subscription);
        open.add(() -> {
            listeners.detach(listener, subscription, Duration.ofSeconds(5));
            ledger.close();
        });
    }

    private final class Bean implements MailConsumer {
        private final List<TransactionOutcome> outcomes;
        private int calls;

        Bean(List<TransactionOutcome> outcomes) {
            this.outcomes = outcomes;
        }

        @Override
        public Optional<Reply> refusal(RecipientRequest request) {
            return Optional.empty();
        }

        @Override
        public TransactionOutcome deliver(InboundMail mail) {
            seen.add(mail.envelope());
            return outcomes.get(Math.min(calls++, outcomes.size() - 1));
        }
    }

    /** Brings a mail, and returns the last reply. */
    private String bring(String from, String... recipients) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            BufferedReader replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            read(replies);
            say(socket, replies, "LMTP".equals(properties.get("protocol")) ? "LHLO c.example" : "EHLO c.example");
            assertThat(say(socket, replies, "MAIL FROM:" + from)).startsWith("250");
            for (String recipient : recipients) {
                assertThat(say(socket, replies, "RCPT TO:" + recipient)).startsWith("250");
            }
            assertThat(say(socket, replies, "DATA")).startsWith("354");
            return say(socket, replies, "Subject: hi\r\n\r\nbody\r\n.");
        }
    }

    private static String say(Socket socket, BufferedReader replies, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
        return read(replies);
    }

    private static String read(BufferedReader replies) throws IOException {
        String line = replies.readLine();
        while (line.charAt(3) == '-') {
            line = replies.readLine();
        }
        return line;
    }

    private List<String> fates() {
        return told.stream()
                .flatMap(report -> report.fates().stream())
                .map(fate -> fate.recipient() + " " + fate.reply().code())
                .toList();
    }

    // CLI-082, DSN-007
    @Test
    void a_committed_mail_is_confirmed_to_a_sender_who_asks_for_it() throws IOException {
        listen(this::keep);
        bean("one", COMMITTED);

        String reply = bring(
                "<a@x.example> ENVID=QQ+2B1 RET=HDRS",
                "<ann@example.com> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;ann+2B@z.example",
                "<bob@example.com>",
                "<cat@example.com> NOTIFY=NEVER");

        assertThat(reply).startsWith("250 2.0.0");
        assertThat(fates()).containsExactly("<ann@example.com> 250");
        assertThat(told.get(0).envelope().envelopeId()).contains("QQ+1");
        assertThat(told.get(0).envelope().reversePath().text()).isEqualTo("a@x.example");
        assertThat(told.get(0).fates().get(0).recipient().originalRecipient())
                .contains(new OriginalRecipient("rfc822", "ann+@z.example"));
        assertThat(contents).containsExactly("Subject: hi\r\n\r\nbody\r\n");
    }

    @Test
    void the_bean_sees_what_the_sender_wants() throws IOException {
        listen(this::keep);
        bean("one", COMMITTED);

        bring("<a@x.example> RET=FULL", "<ann@example.com> NOTIFY=DELAY");

        assertThat(seen.get(0).returnContent()).contains(ReturnContent.FULL);
        assertThat(seen.get(0).recipients().get(0).notifyOn()).isEqualTo(Notify.on(Notify.Event.DELAY));
        assertThat(told).isEmpty();
    }

    // CLI-025, DSN-002
    @Test
    void nothing_is_confirmed_to_the_null_path() throws IOException {
        listen(this::keep);
        bean("one", COMMITTED);

        assertThat(bring("<>", "<ann@example.com> NOTIFY=SUCCESS")).startsWith("250");
        assertThat(told).isEmpty();
    }

    @Test
    void nothing_is_confirmed_that_was_not_kept() throws IOException {
        listen(this::keep);
        bean("one", REFUSED, new TransactionOutcome.RolledBack("why not"));

        assertThat(bring("<a@x.example>", "<ann@example.com> NOTIFY=SUCCESS")).startsWith("550");
        assertThat(bring("<a@x.example>", "<ann@example.com> NOTIFY=SUCCESS")).startsWith("451");
        assertThat(told).isEmpty();
    }

    @Test
    void the_client_hears_yes_although_the_confirmation_can_not_be_queued() throws IOException {
        listen(report -> {
            throw new IOException("no outbox");
        });
        bean("one", COMMITTED);

        assertThat(bring("<a@x.example>", "<ann@example.com> NOTIFY=SUCCESS")).startsWith("250 2.0.0");
    }

    @Test
    void a_mail_that_comes_again_because_its_reply_was_lost_is_confirmed_once() throws IOException {
        listen(this::keep);
        bean("one", COMMITTED);

        String first = bring("<a@x.example>", "<ann@example.com> NOTIFY=SUCCESS");
        String again = bring("<a@x.example>", "<ann@example.com> NOTIFY=SUCCESS");

        assertThat(again).isEqualTo(first);
        assertThat(seen).hasSize(1);
        assertThat(told).hasSize(1);
    }

    @Test
    void what_another_bean_keeps_at_the_second_try_is_confirmed_for_both() throws IOException {
        listen(this::keep);
        bean("keeps", COMMITTED);
        bean("hesitates", new TransactionOutcome.RolledBack("not yet"), COMMITTED);

        assertThat(bring("<a@x.example>", "<ann@example.com> NOTIFY=SUCCESS")).startsWith("451");
        assertThat(told).isEmpty();
        assertThat(bring("<a@x.example>", "<ann@example.com> NOTIFY=SUCCESS")).startsWith("250");
        assertThat(fates()).containsExactly("<ann@example.com> 250");
    }

    @Test
    void with_lmtp_each_recipient_is_confirmed_for_itself() throws IOException {
        properties.put("protocol", "LMTP");
        listen(this::keep);
        bean("one", REFUSED, COMMITTED);

        bring("<a@x.example>", "<ann@example.com> NOTIFY=SUCCESS", "<bob@example.com> NOTIFY=SUCCESS");

        assertThat(fates()).containsExactly("<bob@example.com> 250");
    }

    // DSN-007, DSN-012
    @Test
    void what_one_bean_refuses_and_another_keeps_is_reported_as_the_sender_wants() throws IOException {
        listen(this::keep);
        bean("keeps", COMMITTED);
        properties.put("recipients", "ann@example.com, bob@example.com, cat@example.com");
        bean("refuses", REFUSED);

        String reply = bring(
                "<a@x.example>",
                "<ann@example.com>",
                "<bob@example.com> NOTIFY=NEVER",
                "<cat@example.com> NOTIFY=SUCCESS",
                "<dan@example.com> NOTIFY=SUCCESS");

        assertThat(reply).startsWith("250");
        assertThat(told).hasSize(1);
        assertThat(fates()).containsExactly("<ann@example.com> 550", "<dan@example.com> 250");
    }

    @Test
    void a_failure_that_nobody_wants_to_hear_of_needs_no_report() throws IOException {
        listen(report -> {
            throw new IOException("no outbox");
        });
        bean("keeps", COMMITTED);
        bean("refuses", REFUSED);

        assertThat(bring("<a@x.example>", "<ann@example.com> NOTIFY=NEVER")).startsWith("250");
        assertThat(bring("<a@x.example>", "<bob@example.com>")).startsWith("451");
    }
}
