package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.DomainSyntax;
import java.util.Locale;

/**
 * {@code ETRN = "ETRN" SP [ "@" ] node CRLF} (RFC 1985 §5; SRV-292, OPS-005): starts a run of what waits for a node, or with
 * {@code @} for all nodes below a domain. Named queues ({@code #}) there are none.
 */
final class EtrnCommand implements Command {
    private static final int MAX_NAME = 255;

    @Override
    public Action run(Session session, String argument) throws Refusal {
        boolean below = argument.startsWith("@");
        String node = below ? argument.substring(1) : argument;
        if (node.length() > MAX_NAME || !DomainSyntax.isDomain(node)) {
            throw new Refusal(Replies.NODE_NEEDED);
        }
        String domain = node.toLowerCase(Locale.ROOT);
        return new Action.StartRun(new QueueRun(domain, below ? QueueRun.Reach.DOMAIN : QueueRun.Reach.NODE));
    }
}
