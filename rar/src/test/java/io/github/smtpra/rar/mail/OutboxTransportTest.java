package io.github.smtpra.rar.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.MailConnection;
import io.github.smtpra.api.MailConnectionFactory;
import io.github.smtpra.api.MailException;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.naming.NameNotFoundException;
import javax.naming.Reference;
import org.junit.jupiter.api.Test;

class OutboxTransportTest {
    private final Properties properties = new Properties();
    private final Recording factory = new Recording();

    @Test
    void jakartaMailFindsItByItsProtocol() throws Exception {
        properties.setProperty("mail.transport.protocol", "outbox");

        assertThat(Session.getInstance(properties).getTransport()).isInstanceOf(OutboxTransport.class);
        assertThat(Session.getInstance(new Properties()).getTransport("outbox")).isInstanceOf(OutboxTransport.class);
    }

    @Test
    void aMessageGoesToTheOutboxFromItsAuthorToThoseItIsSentTo() throws Exception {
        send("bob@example.net", "Team: cal@example.net, dan@example.net;");

        assertThat(factory.sent)
                .containsExactly(
                        Envelope.from("ann@example.org").to("bob@example.net", "cal@example.net", "dan@example.net"));
        assertThat(factory.closed).isEqualTo(1);
    }

    @Test
    void theSenderOfTheMessageComesBeforeItsAuthorAndThePropertyBeforeBoth() throws Exception {
        MimeMessage message = message();
        message.setSender(new InternetAddress("desk@example.org"));
        send(message, "bob@example.net");
        properties.setProperty("mail.outbox.from", "<>");
        send(message, "bob@example.net");

        assertThat(factory.sent)
                .containsExactly(
                        Envelope.from("desk@example.org").to("bob@example.net"),
                        Envelope.from("").to("bob@example.net"));
    }

    @Test
    void anAddressThatIsNoneIsNamedAndNothingIsSent() {
        assertThatThrownBy(() -> send("bob@example.net", "bob@-bad-.example"))
                .isInstanceOfSatisfying(
                        SendFailedException.class,
                        failure -> assertThat(failure.getValidUnsentAddresses()).hasSize(2));
        assertThat(factory.sent).isEmpty();
    }

    @Test
    void aMessageWithoutASenderIsRefused() throws Exception {
        MimeMessage message = message();
        message.removeHeader("From");

        assertThatThrownBy(() -> send(message, "bob@example.net"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("mail.outbox.from");
    }

    @Test
    void whatTheOutboxSaysReachesTheCaller() {
        factory.failure = new MailException("the disk is full");

        assertThatThrownBy(() -> send("bob@example.net"))
                .isInstanceOf(SendFailedException.class)
                .hasMessageContaining("the disk is full");
        assertThat(factory.closed).isEqualTo(1);
    }

    @Test
    void aFactoryThatIsNotThereIsNamed() {
        properties.setProperty("mail.outbox.factory", "java:/nowhere");
        assertThatThrownBy(() -> send("bob@example.net")).hasMessageContaining("java:/nowhere");
    }

    private MimeMessage message() throws MessagingException {
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("ann@example.org");
        message.setRecipients(RecipientType.TO, "team@example.net");
        message.setText("Hello");
        return message;
    }

    private void send(String... recipients) throws MessagingException {
        send(message(), recipients);
    }

    private void send(MimeMessage message, String... recipients) throws MessagingException {
        List<InternetAddress> addresses = new ArrayList<>();
        for (String recipient : recipients) {
            addresses.addAll(List.of(InternetAddress.parse(recipient, false)));
        }
        try (OutboxTransport transport = new OutboxTransport(Session.getInstance(properties), null, this::lookup)) {
            transport.connect();
            transport.sendMessage(message, addresses.toArray(InternetAddress[]::new));
        }
    }

    private Object lookup(String name) throws NameNotFoundException {
        if (!name.equals(OutboxTransport.DEFAULT_FACTORY)) {
            throw new NameNotFoundException(name);
        }
        return factory;
    }

    /** Keeps the envelopes that it is given. */
    @SuppressWarnings("serial") // Never serialized.
    private static final class Recording implements MailConnectionFactory, MailConnection {
        private final List<Envelope> sent = new ArrayList<>();
        private int closed;
        private @org.jspecify.annotations.Nullable MailException failure;

        @Override
        public MailConnection getConnection() {
            return this;
        }

        @Override
        public MimeMessage createMessage() {
            return new MimeMessage((Session) null);
        }

        @Override
        public MailId send(MimeMessage message) {
            throw new AssertionError("the envelope is known");
        }

        @Override
        public MailId send(Envelope envelope, MimeMessage message) throws MailException {
            if (failure != null) {
                throw failure;
            }
            sent.add(envelope);
            return MailId.next(Instant.EPOCH);
        }

        @Override
        public MailId send(Envelope envelope, InputStream content) {
            throw new AssertionError("the message is known");
        }

        @Override
        public void close() {
            closed++;
        }

        @Override
        public void setReference(Reference reference) {
            throw new AssertionError("nobody binds it");
        }

        @Override
        public Reference getReference() {
            throw new AssertionError("nobody binds it");
        }
    }
}
