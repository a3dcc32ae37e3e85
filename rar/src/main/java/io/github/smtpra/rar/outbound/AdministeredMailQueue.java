package io.github.smtpra.rar.outbound;

import io.github.smtpra.api.MailException;
import io.github.smtpra.api.queue.DestinationOutcomes;
import io.github.smtpra.api.queue.DestinationStatistics;
import io.github.smtpra.api.queue.MailQueue;
import io.github.smtpra.api.queue.QueueSelection;
import io.github.smtpra.api.queue.QueueStatistics;
import io.github.smtpra.api.queue.QueuedMail;
import io.github.smtpra.api.queue.ReportStatistics;
import io.github.smtpra.api.smtp.MailId;
import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.AdministeredObject;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.naming.NamingException;
import javax.naming.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The queue as applications inject it (Jakarta Connectors §13.4). Passes everything on to the adapter that it is associated
 * with. Safe for use by many threads once it is.
 */
@AdministeredObject(adminObjectInterfaces = MailQueue.class)
public final class AdministeredMailQueue implements MailQueue, ResourceAdapterAssociation, Referenceable, Serializable {
    private static final long serialVersionUID = 1L;

    private @Nullable OutboundAdapter adapter;
    private transient @Nullable Reference reference;

    /** An object to be associated with its adapter. */
    public AdministeredMailQueue() {}

    /** The queue of {@code adapter}. */
    public AdministeredMailQueue(OutboundAdapter adapter) {
        this.adapter = adapter;
    }

    private MailQueue queue() throws MailException {
        return outbound().queue();
    }

    private OutboundSide outbound() throws MailException {
        if (adapter == null) {
            throw new MailException("the mail queue has no resource adapter");
        }
        return adapter.outbound();
    }

    @Override
    public List<QueuedMail> list(QueueSelection selection) throws MailException {
        return queue().list(selection);
    }

    @Override
    public Optional<QueuedMail> find(MailId mail) throws MailException {
        return queue().find(mail);
    }

    @Override
    public boolean dump(MailId mail, OutputStream to) throws MailException {
        return queue().dump(mail, to);
    }

    @Override
    public boolean hold(MailId mail) throws MailException {
        return queue().hold(mail);
    }

    @Override
    public boolean release(MailId mail) throws MailException {
        return queue().release(mail);
    }

    @Override
    public boolean retry(MailId mail) throws MailException {
        return queue().retry(mail);
    }

    @Override
    public boolean cancel(MailId mail) throws MailException {
        return queue().cancel(mail);
    }

    @Override
    public int retryDestination(String domain) throws MailException {
        return outbound().retryDestination(domain);
    }

    @Override
    public int drainDestination(String domain) throws MailException {
        return queue().drainDestination(domain);
    }

    @Override
    public void pause() throws MailException {
        queue().pause();
    }

    @Override
    public void resume() throws MailException {
        queue().resume();
    }

    @Override
    public boolean isPaused() throws MailException {
        return queue().isPaused();
    }

    @Override
    public QueueStatistics statistics() throws MailException {
        return queue().statistics();
    }

    @Override
    public ReportStatistics reports() throws MailException {
        return queue().reports();
    }

    @Override
    public List<DestinationStatistics> destinations(int max) throws MailException {
        return queue().destinations(max);
    }

    @Override
    public List<DestinationOutcomes> outcomes(int max) throws MailException {
        return queue().outcomes(max);
    }

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return adapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter associated) throws ResourceException {
        if (!(associated instanceof OutboundAdapter outboundAdapter)) {
            throw new IllegalStateException("not an adapter of this kind: " + associated);
        }
        adapter = outboundAdapter;
    }

    @Override
    public void setReference(Reference ownReference) {
        reference = ownReference;
    }

    @Override
    public Reference getReference() throws NamingException {
        if (reference == null) {
            throw new NamingException("the server has set no reference");
        }
        return reference;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AdministeredMailQueue that && Objects.equals(adapter, that.adapter);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(adapter);
    }
}
