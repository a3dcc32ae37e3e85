package io.github.smtpra.rar.outbound;

import io.github.smtpra.api.MailConnection;
import io.github.smtpra.api.MailConnectionFactory;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.ConnectionDefinition;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.TransactionSupport;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Makes and matches managed connections (Jakarta Connectors §6.5.2). Connections know neither credentials nor request
 * information: all are alike, and whatever is passed is ignored, null included, which is what recovery passes.
 *
 * <p>Two factories are equal if their adapters and their properties are. Safe for use by many threads once it
 * is associated.
 */
@ConnectionDefinition(
        connectionFactory = MailConnectionFactory.class,
        connectionFactoryImpl = OutboxConnectionFactory.class,
        connection = MailConnection.class,
        connectionImpl = OutboxConnection.class)
public final class SmtpManagedConnectionFactory
        implements ManagedConnectionFactory,
                ResourceAdapterAssociation,
                ValidatingManagedConnectionFactory,
                TransactionSupport {
    private static final long serialVersionUID = 1L;

    private @Nullable OutboundAdapter adapter;

    @ConfigProperty(description = "The name of the route that mail from this factory takes; by default the adapter's")
    private @Nullable String route;

    @ConfigProperty(
            description = "Of which outcomes of mail from this factory beans are told: none, failures, ends or all")
    private @Nullable String reports;

    @ConfigProperty(description = "The channel that these reports take, by which beans choose what they hear")
    private @Nullable String reportChannel;

    private transient @Nullable PrintWriter logWriter;

    /** A factory to be associated with its adapter. */
    public SmtpManagedConnectionFactory() {}

    /**
     * The sending half of the adapter.
     *
     * @throws IllegalStateException if this factory was not associated with an adapter
     */
    OutboundSide outbound() throws IllegalStateException {
        if (adapter == null) {
            throw new IllegalStateException("the connection factory has no resource adapter");
        }
        return adapter.outbound();
    }

    @Override
    public Object createConnectionFactory(ConnectionManager manager) {
        return new OutboxConnectionFactory(this, manager);
    }

    /** For use without a server: every connection is made when asked for and destroyed when closed. */
    @Override
    public Object createConnectionFactory() {
        return createConnectionFactory(new UnmanagedConnections());
    }

    @Override
    public ManagedConnection createManagedConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo info)
            throws ResourceException {
        return new SmtpManagedConnection(outbound(), defaults());
    }

    @Override
    @SuppressWarnings("rawtypes") // As the specification has it.
    public @Nullable ManagedConnection matchManagedConnections(
            Set candidates, @Nullable Subject subject, @Nullable ConnectionRequestInfo info) throws ResourceException {
        OutboundSide wanted = outbound();
        for (Object candidate : candidates) {
            if (candidate instanceof SmtpManagedConnection connection && connection.isUsableFor(wanted, defaults())) {
                return connection;
            }
        }
        return null;
    }

    @Override
    @SuppressWarnings("rawtypes") // As the specification has it.
    public Set<ManagedConnection> getInvalidConnections(Set candidates) {
        Set<ManagedConnection> invalid = new HashSet<>();
        for (Object candidate : candidates) {
            if (candidate instanceof SmtpManagedConnection connection && !connection.isValid(0)) {
                invalid.add(connection);
            }
        }
        return invalid;
    }

    private FactoryDefaults defaults() throws InvalidPropertyException {
        return new FactoryDefaults(
                FactoryDefaults.text(route), FactoryDefaults.reports(reports), FactoryDefaults.text(reportChannel));
    }

    public @Nullable String getRoute() {
        return route;
    }

    public void setRoute(@Nullable String value) {
        route = value;
    }

    public @Nullable String getReports() {
        return reports;
    }

    public void setReports(@Nullable String value) {
        reports = value;
    }

    public @Nullable String getReportChannel() {
        return reportChannel;
    }

    public void setReportChannel(@Nullable String value) {
        reportChannel = value;
    }

    @Override
    public TransactionSupportLevel getTransactionSupport() {
        return TransactionSupportLevel.XATransaction;
    }

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return adapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter associated) throws ResourceException {
        if (!(associated instanceof OutboundAdapter outboundAdapter)) {
            throw new InvalidPropertyException("not an adapter of this kind: " + associated);
        }
        if (adapter != null && adapter != associated) {
            throw new IllegalStateException("the connection factory is associated already (Connectors §5.3.3)");
        }
        adapter = outboundAdapter;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) {
        logWriter = writer;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SmtpManagedConnectionFactory that
                && Objects.equals(adapter, that.adapter)
                && Objects.equals(route, that.route)
                && Objects.equals(reports, that.reports)
                && Objects.equals(reportChannel, that.reportChannel);
    }

    @Override
    public int hashCode() {
        return Objects.hash(adapter, route, reports, reportChannel);
    }
}
