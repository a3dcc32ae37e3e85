package io.github.smtpra.it.kill;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.RecipientRequest;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.listener.Listeners;
import io.github.smtpra.engine.listener.MailConsumer;
import io.github.smtpra.engine.listener.TransactionOutcome;
import io.github.smtpra.it.peers.RecordingServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the errands' mail goes: counts how often each has come, and puts some off. It is not killed, and knows so what the
 * killed server can not: that a mail has arrived. Safe for use by many threads.
 */
final class ErrandPeer implements MailConsumer, AutoCloseable {
    private static final Pattern SUBJECT = Pattern.compile("(?m)^Subject: ([^\r\n]*)");
    private static final int HEADER = 4096;
    private static final int ONE_IN_PUT_OFF = 30;

    private final Map<String, Integer> arrived = new HashMap<>();
    private final Random random;
    private final Listeners listener;

    @SuppressWarnings("this-escape") // The listener is the last thing that is made.
    ErrandPeer(int port, Path spool, long seed) throws IOException {
        random = new Random(seed);
        listener = RecordingServer.open(port, "customer.example", spool, this);
    }

    @Override
    public Optional<Reply> refusal(RecipientRequest request) {
        return Optional.empty();
    }

    @Override
    public TransactionOutcome deliver(InboundMail mail) {
        try (InputStream content = mail.openContent()) {
            Matcher subject = SUBJECT.matcher(new String(content.readNBytes(HEADER), StandardCharsets.ISO_8859_1));
            return subject.find() ? take(subject.group(1)) : new TransactionOutcome.RolledBack("no subject");
        } catch (IOException e) {
            return new TransactionOutcome.RolledBack(e.toString());
        }
    }

    private synchronized TransactionOutcome take(String subject) {
        if (random.nextInt(ONE_IN_PUT_OFF) == 0) {
            return new TransactionOutcome.RolledBack("put off");
        }
        arrived.merge(subject, 1, Integer::sum);
        return new TransactionOutcome.Committed();
    }

    /** How often each errand's mail has come, those that came at all. */
    synchronized Map<String, Integer> arrived() {
        return Map.copyOf(arrived);
    }

    @Override
    public void close() {
        listener.close();
    }
}
