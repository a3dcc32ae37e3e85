package io.github.smtpra.engine.route;

import io.github.smtpra.api.smtp.DomainSyntax;
import io.github.smtpra.engine.dns.Answer;
import io.github.smtpra.engine.dns.Answer.Security;
import io.github.smtpra.engine.dns.Dns;
import io.github.smtpra.engine.dns.MailExchanger;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Collects the hosts of some exchangers that have an address. For one thread. */
final class HostSearch {
    private static final Logger LOG = System.getLogger("io.github.smtpra.route");

    private final Dns dns;
    private final Security ofExchangers;
    private final List<MailHost> hosts = new ArrayList<>();
    private String trouble = "none is named";
    private boolean undecided;

    HostSearch(Dns dns, Security ofExchangers) {
        this.dns = dns;
        this.ofExchangers = ofExchangers;
    }

    void look(MailExchanger exchanger) {
        String host = exchanger.host();
        if (!DomainSyntax.isDomain(host) || host.matches("[0-9.]+")) {
            // RFC 5321 §5.1: an MX names a host, no address; what is neither can not be used (CLI-045).
            trouble = "'" + host + "' is no name of a host";
            LOG.log(Level.INFO, "an MX is ignored: " + trouble);
            return;
        }
        Answer<InetAddress> answer = dns.addresses(host);
        if (answer.isFound()) {
            hosts.add(new MailHost(host, answer.values(), ofExchangers.and(answer.security())));
        } else {
            trouble = answer.detail();
            undecided |= answer.isFailed();
        }
    }

    List<MailHost> hosts() {
        return hosts;
    }

    /** Whether a host may still turn out to have an address. */
    boolean isUndecided() {
        return undecided;
    }

    String trouble() {
        return trouble;
    }
}
