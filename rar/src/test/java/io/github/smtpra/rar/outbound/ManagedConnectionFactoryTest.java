package io.github.smtpra.rar.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.MailConnection;
import io.github.smtpra.api.MailConnectionFactory;
import io.github.smtpra.api.MailException;
import io.github.smtpra.api.smtp.Envelope;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.LazyAssociatableConnectionManager;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAllocationException;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.naming.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract between a server and the factory, and what applications see of it (Jakarta Connectors §6.5). */
class ManagedConnectionFactoryTest {
    @TempDir
    Path directory;

    private final RealOutbox parts = new RealOutbox();

    private static void send(MailConnection connection, String subject) throws MailException {
        byte[] content = ("Subject: " + subject + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        connection.send(Envelope.from("").to("bob@example.org"), new ByteArrayInputStream(content));
    }

    @Test
    void withoutAServerConnectionsAreMadeAndDestroyed() throws Exception {
        Adapter adapter = Adapter.in(directory, parts);
        MailConnectionFactory mail = (MailConnectionFactory) adapter.factory().createConnectionFactory();
        try (MailConnection connection = mail.getConnection()) {
            send(connection, "unmanaged");
        }

        assertThat(RealOutbox.queued(directory)).containsExactly("unmanaged");
        adapter.stop();
    }

    @Test
    void factoriesAreEqualByTheirAdapters(@TempDir Path elsewhere) throws Exception {
        SmtpManagedConnectionFactory one = Adapter.in(directory, parts).factory();
        SmtpManagedConnectionFactory same = Adapter.in(directory, parts).factory();
        SmtpManagedConnectionFactory other = Adapter.in(elsewhere, parts).factory();

        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
        assertThat(new SmtpManagedConnectionFactory()).isEqualTo(new SmtpManagedConnectionFactory());
    }

    @Test
    void aFactoryHasOneAdapter(@TempDir Path elsewhere) throws Exception {
        SmtpManagedConnectionFactory factory = Adapter.in(directory, parts).factory();

        assertThatThrownBy(() -> factory.setResourceAdapter(Adapter.in(elsewhere, parts)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new SmtpManagedConnectionFactory().createManagedConnection(null, null))
                .hasMessageContaining("no resource adapter");
        assertThat(factory.getTransactionSupport()).isEqualTo(TransactionSupportLevel.XATransaction);
    }

    @Test
    void anyValidConnectionOfTheSameAdapterMatches() throws Exception {
        Adapter adapter = Adapter.in(directory, parts);
        SmtpManagedConnectionFactory factory = adapter.factory();
        ManagedConnection ours = factory.createManagedConnection(null, null);
        ManagedConnection dead = factory.createManagedConnection(null, null);
        ManagedConnection foreign = Adapter.in(directory, parts).factory().createManagedConnection(null, null);
        dead.destroy();

        assertThat(factory.matchManagedConnections(Set.of(dead, foreign), null, null))
                .isNull();
        assertThat(factory.matchManagedConnections(Set.of(dead, foreign, ours), null, null))
                .isSameAs(ours);
        assertThat(factory.getInvalidConnections(Set.of(dead, ours))).containsExactly(dead);

        adapter.stop();
        assertThat(factory.getInvalidConnections(Set.of(dead, ours))).containsExactlyInAnyOrder(dead, ours);
    }

    @Test
    void recoveryWorksBeforeTheStartAndDespiteWrongSettings() throws Exception {
        parts.wrongSetting = true;
        Adapter adapter = Adapter.in(directory, parts);

        ManagedConnection connection = adapter.factory().createManagedConnection(null, null);

        assertThat(connection.getXAResource().recover(0)).isEmpty();
        adapter.stop();
    }

    @Test
    void aWrongSettingIsToldByNameToWhoeverWantsAConnection() throws Exception {
        parts.wrongSetting = true;
        Adapter adapter = Adapter.in(directory, parts);
        adapter.outbound().start(null);
        MailConnectionFactory mail = (MailConnectionFactory) adapter.factory().createConnectionFactory();

        assertThatThrownBy(mail::getConnection)
                .isInstanceOf(MailException.class)
                .hasMessageContaining("relayPort");

        parts.wrongSetting = false;
        mail.getConnection().close();
        assertThat(parts.log).containsExactly("open", "deliver");
        adapter.stop();
    }

    @Test
    void anOutboxThatCanNotBeOpenedIsTriedAgain() throws Exception {
        parts.locked = true;
        Adapter adapter = Adapter.in(directory, parts);
        adapter.outbound().start(null);
        MailConnectionFactory mail = (MailConnectionFactory) adapter.factory().createConnectionFactory();

        assertThatThrownBy(mail::getConnection).hasMessageContaining("another process has it");

        parts.locked = false;
        mail.getConnection().close();
        adapter.stop();
    }

    @Test
    void deliveryRunsFromStartToStop() throws Exception {
        Adapter adapter = Adapter.in(directory, parts);
        adapter.factory().createManagedConnection(null, null).getXAResource();
        adapter.outbound().start(null);
        adapter.stop();
        adapter.stop();

        assertThat(parts.log).containsExactly("open", "deliver", "deliver no more");
        assertThatThrownBy(() -> adapter.outbound().outbox()).hasMessageContaining("stopped");
    }

    @Test
    void aServersWrappingHidesNoReason() throws Exception {
        Adapter adapter = Adapter.in(directory, parts);
        ConnectionManager wrapping = (factory, info) -> {
            throw new ResourceAllocationException("IJ000453", new ResourceException(new MailException("the reason")));
        };
        ConnectionManager exhausted = (factory, info) -> {
            throw new ResourceAllocationException("no permit");
        };

        assertThatThrownBy(factory(adapter, wrapping)::getConnection).hasMessage("the reason");
        assertThatThrownBy(factory(adapter, exhausted)::getConnection)
                .isInstanceOf(MailException.class)
                .hasMessageContaining("no permit");
        adapter.stop();
    }

    private static MailConnectionFactory factory(Adapter adapter, ConnectionManager manager) throws Exception {
        return (MailConnectionFactory) adapter.factory().createConnectionFactory(manager);
    }

    @Test
    void aDissociatedHandleIsAssociatedByALazyServer() throws Exception {
        Adapter adapter = Adapter.in(directory, parts);
        LazyServer server = new LazyServer();
        MailConnection connection = factory(adapter, server).getConnection();
        server.last().dissociateConnections();

        send(connection, "associated again");
        server.last().dissociateConnections();
        connection.close();

        assertThat(server.connections).hasSize(2);
        assertThat(server.inactiveClosed).containsExactly(connection);
        assertThat(RealOutbox.queued(directory)).containsExactly("associated again");
        adapter.stop();
    }

    /** Associates handles when they are used. */
    private static final class LazyServer implements ConnectionManager, LazyAssociatableConnectionManager {
        private static final long serialVersionUID = 1L;

        private final transient List<SmtpManagedConnection> connections = new ArrayList<>();
        private final transient List<Object> inactiveClosed = new ArrayList<>();

        private SmtpManagedConnection last() {
            return connections.get(connections.size() - 1);
        }

        @Override
        public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo info)
                throws ResourceException {
            connections.add((SmtpManagedConnection) factory.createManagedConnection(null, info));
            return last().getConnection(null, info);
        }

        @Override
        public void associateConnection(Object handle, ManagedConnectionFactory factory, ConnectionRequestInfo info)
                throws ResourceException {
            connections.add((SmtpManagedConnection) factory.createManagedConnection(null, info));
            last().associateConnection(handle);
        }

        @Override
        public void inactiveConnectionClosed(Object handle, ManagedConnectionFactory factory) {
            inactiveClosed.add(handle);
        }
    }

    @Test
    void theFactoryKeepsTheReferenceOfTheServer() throws Exception {
        MailConnectionFactory mail =
                (MailConnectionFactory) Adapter.in(directory, parts).factory().createConnectionFactory();
        Reference reference = new Reference("x");

        assertThatThrownBy(mail::getReference).isInstanceOf(javax.naming.NamingException.class);
        mail.setReference(reference);
        assertThat(mail.getReference()).isSameAs(reference);
    }
}
