package io.github.smtpra.engine.route;

import java.util.List;

/** Who takes mail for a domain. */
public sealed interface MailHosts {
    /**
     * These, in the order to be tried.
     *
     * @param domain what was asked for
     * @param hosts at least one
     */
    record Found(String domain, List<MailHost> hosts) implements MailHosts {
        /** Copies the list. */
        public Found {
            hosts = List.copyOf(hosts);
        }
    }

    /** Nobody, or nobody knows. */
    record None(Unroutable why) implements MailHosts {}
}
