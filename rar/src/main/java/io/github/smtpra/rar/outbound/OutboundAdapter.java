package io.github.smtpra.rar.outbound;

import jakarta.resource.spi.ResourceAdapter;

/** What a connection factory asks of the adapter that it is associated with. */
public interface OutboundAdapter extends ResourceAdapter {
    /** The sending half, the same at each call, whether the adapter has been started or not. */
    OutboundSide outbound();
}
