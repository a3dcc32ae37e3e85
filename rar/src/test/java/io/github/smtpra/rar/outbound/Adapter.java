package io.github.smtpra.rar.outbound;

import io.github.smtpra.engine.settings.Settings;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.nio.file.Path;
import java.util.Map;
import javax.transaction.xa.XAResource;

/** An adapter that has only the sending half, equal to others by its directory as real ones are by their properties. */
record Adapter(Path directory, OutboundSide outbound) implements OutboundAdapter {
    static Adapter in(Path directory, OutboundParts parts) {
        Settings settings = Settings.of(
                "",
                Map.of("dataDirectory", directory.toString(), "routes", "slow:*=relay; fast:*=relay"),
                Map.of(),
                Map.of());
        return new Adapter(directory, new OutboundSide(settings, parts));
    }

    SmtpManagedConnectionFactory factory() throws Exception {
        SmtpManagedConnectionFactory factory = new SmtpManagedConnectionFactory();
        factory.setResourceAdapter(this);
        return factory;
    }

    @Override
    public void start(BootstrapContext context) {
        outbound.start(context.getTransactionSynchronizationRegistry());
    }

    @Override
    public void stop() {
        outbound.stop();
    }

    @Override
    public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) {}

    @Override
    public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {}

    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return new XAResource[0];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Adapter that && directory.equals(that.directory);
    }

    @Override
    public int hashCode() {
        return directory.hashCode();
    }
}
