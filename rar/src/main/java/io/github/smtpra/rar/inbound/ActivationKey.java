package io.github.smtpra.rar.inbound;

import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import org.jspecify.annotations.Nullable;

/** An endpoint and its properties, each being itself and nothing equal to it (Jakarta Connectors §13.4). */
record ActivationKey(MessageEndpointFactory endpoints, ActivationSpec spec) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActivationKey that && endpoints == that.endpoints && spec == that.spec;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(endpoints) * 31 + System.identityHashCode(spec);
    }
}
