package io.github.smtpra.engine.listener;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.SmtpSession;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Reply;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A mail as a bean sees it: what has arrived, for those recipients that the bean serves. */
final class ReceivedMail implements InboundMail {
    private final ArrivedMail mail;
    private final Envelope envelope;
    private final boolean redelivered;
    private volatile @Nullable Reply answer;

    ReceivedMail(ArrivedMail mail, Envelope envelope, boolean redelivered) {
        this.mail = mail;
        this.envelope = envelope;
        this.redelivered = redelivered;
    }

    @Override
    public MailId id() {
        return mail.id();
    }

    @Override
    public Envelope envelope() {
        return envelope;
    }

    @Override
    public SmtpSession session() {
        return mail.session();
    }

    @Override
    public boolean redelivered() {
        return redelivered;
    }

    @Override
    public long size() {
        return mail.traceOctets().length + mail.content().size();
    }

    @Override
    public InputStream openContent() throws IOException {
        return new SequenceInputStream(
                new ByteArrayInputStream(mail.traceOctets()), mail.content().open());
    }

    @Override
    public MimeMessage message() throws MessagingException {
        try (InputStream content = openContent()) {
            return new MimeMessage(Session.getInstance(new Properties()), content);
        } catch (IOException e) {
            throw new MessagingException("the content of mail " + id() + " can not be read", e);
        }
    }

    @Override
    public void answer(Reply reply) {
        if (reply.code() / 100 == 3 || reply.code() == 421 || reply.status().isEmpty()) {
            throw new IllegalArgumentException(
                    "an answer to a mail is a 2xx, 4xx or 5xx with an enhanced code, and not 421: " + reply);
        }
        answer = reply;
    }

    /** What the bean asked for, if it did. */
    Optional<Reply> answer() {
        return Optional.ofNullable(answer);
    }
}
