package io.github.smtpra.engine.route;

import io.github.smtpra.engine.dns.Answer;
import io.github.smtpra.engine.dns.Answer.Security;
import io.github.smtpra.engine.dns.Dns;
import io.github.smtpra.engine.dns.MailExchanger;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Finds the hosts that take mail for a domain (RFC 5321 §5.1). Waits for the DNS. Safe for use by many threads. */
public final class MailExchangers {
    private static final Logger LOG = System.getLogger("io.github.smtpra.route");

    /** RFC 5321 §5.1 asks for two addresses at least; a list without end is somebody's fault. */
    private static final int MOST_HOSTS = 10;

    private final Dns dns;
    private final String ownName;
    private final ReservedDomains reserved;
    private final Random random;

    /** What is done with domains that nobody can have. */
    public enum ReservedDomains {
        /** Mail to them is refused without a look. */
        REFUSE,
        /** They are looked up as others are: in a network that uses them. */
        LOOK_UP
    }

    /**
     * Finds hosts.
     *
     * @param ownName our own, which is never delivered to
     * @param random what equals are shuffled by
     */
    public MailExchangers(Dns dns, String ownName, ReservedDomains reserved, Random random) {
        this.dns = dns;
        this.ownName = ownName;
        this.reserved = reserved;
        this.random = random;
    }

    /** The hosts for {@code domain}, a domain or an address literal. */
    public MailHosts find(String domain) {
        if (domain.startsWith("[")) {
            return literal(domain);
        }
        // RFC 2606 §2 and §3: they stand for others in examples and tests (SRV-327).
        if (reserved == ReservedDomains.REFUSE && ReservedNames.isReserved(domain)) {
            return none("5.1.2", "550 5.1.2 " + domain + " is reserved for examples (RFC 2606)");
        }
        Answer<MailExchanger> answer = dns.mailExchangers(domain);
        return switch (answer.status()) {
            case FOUND -> listed(domain, answer);
            // RFC 5321 §5.1: the domain itself, as if by an MX of preference 0 (CLI-041).
            case NO_DATA -> reachable(domain, List.of(new MailExchanger(0, domain)), answer.security());
            // RFC 5321 §5.1: no such domain is an error, no answer is none yet (CLI-043).
            case NO_DOMAIN -> none("5.1.2", "550 5.1.2 " + answer.detail());
            case FAILED -> none("4.4.3", answer.detail());
        };
    }

    /** Whether {@code domain} says that it neither gets mail nor sends any (RFC 7505 §4.2; CLI-042). */
    public boolean isWithoutMail(String domain) {
        boolean known =
                domain.startsWith("[") || reserved == ReservedDomains.REFUSE && ReservedNames.isReserved(domain);
        return !known && isNull(dns.mailExchangers(domain).values());
    }

    /** RFC 7505 §3: one record, and that names the root (CLI-042). */
    private static boolean isNull(List<MailExchanger> exchangers) {
        return exchangers.size() == 1 && exchangers.get(0).host().isEmpty();
    }

    /** RFC 5321 §5.1: {@code [literal]} goes straight to the address (CLI-045). */
    private static MailHosts literal(String domain) {
        return Literals.address(domain)
                .<MailHosts>map(address -> found(
                        domain, List.of(new MailHost(address.getHostAddress(), List.of(address), Security.INSECURE))))
                .orElseGet(() -> none("5.1.3", "550 5.1.3 " + domain + " is no address"));
    }

    private MailHosts listed(String domain, Answer<MailExchanger> answer) {
        if (isNull(answer.values())) {
            return none("5.1.10", "556 5.1.10 " + domain + " takes no mail: its MX is null (RFC 7505)");
        }
        return reachable(domain, answer.values(), answer.security());
    }

    private MailHosts reachable(String domain, List<MailExchanger> exchangers, Security security) {
        List<MailExchanger> nearer = withoutOurselves(exchangers);
        if (nearer.isEmpty()) {
            // RFC 5321 §5.1: we are the best there is, and do not know what to do with it (CLI-044).
            return none("5.4.6", "554 5.4.6 mail for " + domain + " loops back to " + ownName);
        }
        return usable(domain, sorted(nearer), security);
    }

    /** RFC 5321 §5.1: who is listed delivers only to better ones, or mail would go in circles (CLI-044). */
    private List<MailExchanger> withoutOurselves(List<MailExchanger> exchangers) {
        int own = exchangers.stream()
                .filter(one -> one.host().equalsIgnoreCase(ownName))
                .mapToInt(MailExchanger::preference)
                .min()
                .orElse(Integer.MAX_VALUE);
        return exchangers.stream().filter(one -> one.preference() < own).toList();
    }

    /** RFC 5321 §5.1: the lowest first; equals at random, to spread the load (CLI-040). */
    private List<MailExchanger> sorted(List<MailExchanger> exchangers) {
        List<MailExchanger> sorted = new ArrayList<>(exchangers);
        Collections.shuffle(sorted, random);
        sorted.sort(Comparator.comparingInt(MailExchanger::preference));
        return sorted;
    }

    private MailHosts usable(String domain, List<MailExchanger> exchangers, Security security) {
        HostSearch search = new HostSearch(dns, security);
        exchangers.stream().limit(MOST_HOSTS).forEach(search::look);
        if (!search.hosts().isEmpty()) {
            return found(domain, search.hosts());
        }
        // RFC 5321 §5.1: where there are MX, but none of use, the domain's own address is not taken (CLI-041).
        return search.isUndecided()
                ? none("4.4.3", "no host for " + domain + " is found now: " + search.trouble())
                : none("5.4.4", "550 5.4.4 no host takes mail for " + domain + ": " + search.trouble());
    }

    private static MailHosts found(String domain, List<MailHost> hosts) {
        return new MailHosts.Found(domain, hosts);
    }

    private static MailHosts none(String status, String reason) {
        LOG.log(Level.DEBUG, reason);
        return new MailHosts.None(Unroutable.of(status, reason));
    }
}
