package io.github.smtpra.rar;

import io.github.smtpra.api.queue.MailQueue;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.rar.inbound.InboundSide;
import io.github.smtpra.rar.inbound.MailActivationSpec;
import io.github.smtpra.rar.inbound.ReportActivationSpec;
import io.github.smtpra.rar.management.OutboxManagement;
import io.github.smtpra.rar.management.Registration;
import io.github.smtpra.rar.outbound.AdministeredMailQueue;
import io.github.smtpra.rar.outbound.OutboundAdapter;
import io.github.smtpra.rar.outbound.OutboundSide;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.Serializable;
import java.time.Clock;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * The adapter as the server sees it: start and stop, and by inheritance its properties. Described by annotations, not by {@code ra.xml}, so
 * that names and code can not drift apart; servers find them in the jar.
 *
 * <p>Set up by one thread; afterwards safe for use by many. Two adapters are equal if their properties are.
 */
@Connector(
        displayName = "smtp-ra",
        description = "Mail as a transactional resource",
        vendorName = "smtp-ra",
        eisType = "SMTP",
        version = "0.1",
        transactionSupport = TransactionSupportLevel.XATransaction)
public final class SmtpResourceAdapter extends AdapterProperties implements OutboundAdapter, Serializable {
    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger("io.github.smtpra");

    private transient @Nullable OutboundSide outbound;
    private transient volatile @Nullable InboundSide inbound;
    private transient volatile @Nullable Registration management;

    /** Never fails for a wrong setting: the half that it concerns says so and does not work. */
    @Override
    public void start(BootstrapContext context) {
        outbound().start(context.getTransactionSynchronizationRegistry());
        management = Registration.of(
                new OutboxManagement(this::managedQueue, Clock.systemUTC()),
                properties().getOrDefault("dataDirectory", "smtp-ra"));
        try {
            inbound = new InboundSide(
                    context,
                    properties(),
                    new InboundSide.Outward(
                            new SenderReports(() -> outbound().reports()),
                            new QueueRuns(domain -> outbound().retryDestination(domain)),
                            new OwedReportsSource(() -> outbound().owedReports())));
        } catch (InvalidSettingException e) {
            LOG.log(System.Logger.Level.ERROR, "SMTPRA110 smtp-ra can not receive mail: " + e.getMessage());
        }
    }

    @Override
    public void stop() {
        InboundSide last = inbound;
        inbound = null;
        if (last != null) {
            last.stop();
        }
        endManagement();
        outbound().stop();
    }

    private MailQueue managedQueue() {
        return new AdministeredMailQueue(this);
    }

    private void endManagement() {
        Registration registered = management;
        management = null;
        if (registered != null) {
            registered.close();
        }
    }

    /** Made when first needed: recovery may ask a connection factory before {@link #start}. */
    @Override
    public synchronized OutboundSide outbound() {
        if (outbound == null) {
            outbound = new OutboundSide(properties());
        }
        return outbound;
    }

    @Override
    public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) throws ResourceException {
        InboundSide side = inbound;
        if (spec instanceof MailActivationSpec mailSpec) {
            if (side != null) {
                side.activate(factory, mailSpec);
            }
        } else if (spec instanceof ReportActivationSpec reportSpec) {
            if (side != null) {
                side.activate(factory, reportSpec);
            }
        } else {
            throw new NotSupportedException("not an activation of this adapter: " + spec);
        }
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
        InboundSide side = inbound;
        if (side != null) {
            side.deactivate(factory, spec);
        }
    }

    /** None: what is received is not recovered by transactions, and what is sent is by the connection factory. */
    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return new XAResource[0];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SmtpResourceAdapter that && properties().equals(that.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }
}
