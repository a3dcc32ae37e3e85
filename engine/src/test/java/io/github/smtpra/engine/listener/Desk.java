package io.github.smtpra.engine.listener;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.RecipientRequest;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A consumer that keeps what it got, and ends each transaction as it is told. */
final class Desk implements MailConsumer {
    /** A mail as the consumer saw it. */
    record Received(Envelope envelope, String content, boolean redelivered) {
        /** The content behind the two trace fields. */
        String body() {
            return content.substring(trace().length());
        }

        String trace() {
            int received = content.indexOf("\r\nReceived: ") + 2;
            int end = received;
            do {
                end = content.indexOf("\r\n", end) + 2;
            } while (content.charAt(end) == '\t');
            return content.substring(0, end);
        }
    }

    private final List<Received> mails = new CopyOnWriteArrayList<>();
    private volatile Function<InboundMail, TransactionOutcome> ending = mail -> new TransactionOutcome.Committed();
    private volatile Runnable asked = () -> {};
    private volatile Optional<Reply> refusal = Optional.empty();

    /** How the next transactions end. */
    Desk ends(Function<InboundMail, TransactionOutcome> how) {
        ending = how;
        return this;
    }

    Desk commits() {
        return ends(mail -> new TransactionOutcome.Committed());
    }

    Desk rejects(int code, String status) {
        return ends(mail -> new TransactionOutcome.Rejected(Reply.of(code, status, "said the bean")));
    }

    Desk rollsBack() {
        return ends(mail -> new TransactionOutcome.RolledBack("for the test"));
    }

    Desk refuses(Reply reply) {
        refusal = Optional.of(reply);
        return this;
    }

    /** What happens when it is asked for a recipient. */
    Desk asks(Runnable what) {
        asked = what;
        return this;
    }

    /** All it got so far. */
    List<Received> mails() {
        return mails;
    }

    List<String> bodies() {
        return mails.stream().map(Received::body).toList();
    }

    @Override
    public Optional<Reply> refusal(RecipientRequest request) {
        asked.run();
        return refusal;
    }

    @Override
    public TransactionOutcome deliver(InboundMail mail) {
        try (InputStream content = mail.openContent()) {
            mails.add(new Received(
                    mail.envelope(),
                    new String(content.readAllBytes(), StandardCharsets.ISO_8859_1),
                    mail.redelivered()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ending.apply(mail);
    }
}
