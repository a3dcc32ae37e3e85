package io.github.smtpra.rar.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.MailConnection;
import io.github.smtpra.api.MailException;
import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outboxes;
import jakarta.resource.spi.LocalTransaction;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sender asks of the outbox, and cancelling, on a connection; what an operator is given. */
class SendOptionsTest {
    private static final Envelope ENVELOPE = Envelope.from("a@example.com").to("b@example.org");
    private static final SendOptions KEYED = SendOptions.NONE.withIdempotencyKey("order-1");

    @TempDir
    Path directory;

    private Adapter adapter;
    private SmtpManagedConnection managed;
    private MailConnection connection;

    @BeforeEach
    void connect() throws Exception {
        adapter = Adapter.in(directory, new RealOutbox());
        SmtpManagedConnectionFactory factory = adapter.factory();
        factory.setRoute("slow");
        managed = (SmtpManagedConnection) factory.createManagedConnection(null, null);
        connection = (MailConnection) managed.getConnection(null, null);
    }

    @AfterEach
    void stop() {
        adapter.stop();
    }

    private static InputStream text() {
        return new ByteArrayInputStream("Subject: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private int due() throws Exception {
        try (Outbox outbox = Outboxes.acquire(directory, Clock.systemUTC())) {
            var mails = outbox.claim(100);
            for (var mail : mails) {
                outbox.release(mail);
            }
            return mails.size();
        }
    }

    @Test
    void aSecondSendWithTheSameKeyAnswersWithTheFirst() throws Exception {
        MailId first = connection.send(ENVELOPE, text(), KEYED);

        assertThat(connection.send(ENVELOPE, text(), KEYED)).isEqualTo(first);
        assertThat(due()).isEqualTo(1);
    }

    @Test
    void soItDoesInATransactionThatComesLater() throws Exception {
        MailId first = connection.send(ENVELOPE, text(), KEYED);
        XAResource resource = managed.getXAResource();
        TestXid xid = new TestXid("one");
        resource.start(xid, XAResource.TMNOFLAGS);

        assertThat(connection.send(ENVELOPE, text(), KEYED)).isEqualTo(first);
        resource.end(xid, XAResource.TMSUCCESS);
        assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_RDONLY);
        assertThat(due()).isEqualTo(1);
    }

    @Test
    void aLocalTransactionCancelsWithItsCommitOnly() throws Exception {
        MailId mail = connection.send(ENVELOPE, text());
        LocalTransaction local = managed.getLocalTransaction();
        local.begin();
        assertThat(connection.cancel(mail)).isTrue();
        assertThat(due()).isZero();
        local.rollback();
        assertThat(due()).isEqualTo(1);

        local.begin();
        connection.cancel(mail);
        local.commit();
        assertThat(due()).isZero();
        assertThat(connection.cancel(mail)).isFalse();
    }

    @Test
    void theRouteIsThatOfTheFactoryUnlessTheSenderChoosesOne() throws Exception {
        MailId slow = connection.send(ENVELOPE, text());
        MailId chosen = connection.send(ENVELOPE, text(), SendOptions.NONE.withRoute("fast"));
        AdministeredMailQueue queue = new AdministeredMailQueue();
        queue.setResourceAdapter(adapter);

        assertThat(queue.find(slow).orElseThrow().route()).isEqualTo("slow");
        assertThat(queue.find(chosen).orElseThrow().route()).isEqualTo("fast");
        assertThat(queue.statistics().mails().queued()).isEqualTo(2);
        AdministeredMailQueue same = new AdministeredMailQueue();
        assertThat(queue).isNotEqualTo(same);
        same.setResourceAdapter(adapter);
        assertThat(queue).isEqualTo(same).hasSameHashCodeAs(same);
    }

    @Test
    void aRouteThatIsNotThereIsRefusedAtOnce() {
        assertThatThrownBy(() -> connection.send(ENVELOPE, text(), SendOptions.NONE.withRoute("scenic")))
                .isInstanceOf(MailException.class)
                .hasMessageContaining("'scenic'")
                .hasMessageContaining("[fast, slow]");
    }

    @Test
    void aQueueWithoutAdapterSaysSo() {
        assertThatThrownBy(() -> new AdministeredMailQueue().isPaused()).hasMessageContaining("no resource adapter");
    }
}
