package io.github.smtpra.engine.route;

import io.github.smtpra.engine.dns.Answer.Security;
import java.net.InetAddress;
import java.util.List;

/**
 * A host that takes mail for a domain.
 *
 * @param name its name, or its address where a literal was given
 * @param addresses where it is, in the order to be tried; at least one
 * @param security whether DNSSEC proves both that it is the host and where it is
 */
public record MailHost(String name, List<InetAddress> addresses, Security security) {
    /** Copies the list. */
    public MailHost {
        addresses = List.copyOf(addresses);
    }
}
