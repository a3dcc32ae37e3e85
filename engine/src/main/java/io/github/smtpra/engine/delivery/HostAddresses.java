package io.github.smtpra.engine.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** Where a host is. Waits for whoever knows; safe for use by many threads. */
@FunctionalInterface
public interface HostAddresses {
    /**
     * The addresses, in the order to be tried; at least one.
     *
     * @throws IOException if none is known
     */
    List<InetAddress> list() throws IOException;

    /** Those that the system knows for {@code host}, a name or an address. */
    static HostAddresses ofSystem(String host) {
        return () -> Arrays.asList(InetAddress.getAllByName(host));
    }
}
