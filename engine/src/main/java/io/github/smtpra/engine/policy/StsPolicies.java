package io.github.smtpra.engine.policy;

import io.github.smtpra.engine.dns.Dns;
import io.github.smtpra.engine.tlsreport.Flaw;
import io.github.smtpra.engine.tlsreport.HandshakeFlaw;
import io.github.smtpra.engine.tlsreport.ResultType;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The policies of domains (RFC 8461), kept in memory as long as they hold: a policy that is known is not lost because
 * somebody keeps us from fetching it again. Safe for use by many threads; waits for the DNS and the domain's web server,
 * without a lock.
 */
public final class StsPolicies {
    private static final Logger LOG = System.getLogger("io.github.smtpra.policy");
    private static final int MOST = 10_000;

    /** RFC 8461 §3.3: not more often after a failure. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Dns dns;
    private final PolicyFetcher fetcher;
    private final Clock clock;
    private final Map<String, Entry> entries = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
            return size() > MOST;
        }
    });

    /** Where policies come from. Waits. */
    @FunctionalInterface
    public interface PolicyFetcher {
        /**
         * The policy of {@code domain}, as it is written.
         *
         * @throws IOException if it can not be had
         */
        String fetch(String domain) throws IOException;
    }

    /** What is known of a domain. */
    private record Entry(
            String id, Optional<StsPolicy> policy, Optional<Flaw> flaw, Instant expires, Instant nextFetch) {
        static final Entry NONE = new Entry("", Optional.empty(), Optional.empty(), Instant.MIN, Instant.MIN);

        Promise at(Instant now) {
            return new Promise(policy.filter(one -> now.isBefore(expires)), flaw);
        }
    }

    /** Policies that {@code fetcher} gets. */
    public StsPolicies(Dns dns, PolicyFetcher fetcher, Clock clock) {
        this.dns = dns;
        this.fetcher = fetcher;
        this.clock = clock;
    }

    /** The policy of {@code domain}, if it has one. */
    public Optional<StsPolicy> of(String domain) {
        return promise(domain).policy();
    }

    /** The policy of {@code domain}, if it has one, and what is wrong with it (RFC 8461 §5.1; CLI-063). */
    Promise promise(String domain) {
        String key = domain.toLowerCase(Locale.ROOT);
        Instant now = clock.instant();
        Entry known = entries.getOrDefault(key, Entry.NONE);
        Optional<String> id = StsRecord.id(dns.texts("_mta-sts." + key).values());
        boolean isCurrent = id.isEmpty()
                || known.id().equals(id.get()) && known.at(now).policy().isPresent();
        if (isCurrent || now.isBefore(known.nextFetch())) {
            return known.at(now);
        }
        Entry fetched = fetched(key, id.get(), known);
        entries.put(key, fetched);
        return fetched.at(now);
    }

    private Entry fetched(String domain, String id, Entry known) {
        Instant now = clock.instant();
        try {
            StsPolicy policy = StsPolicy.parse(fetcher.fetch(domain));
            return new Entry(id, Optional.of(policy), Optional.empty(), now.plus(policy.maxAge()), now);
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.INFO, "no MTA-STS policy of " + domain + " could be had: " + e.getMessage());
            return new Entry(known.id(), known.policy(), Optional.of(flaw(e)), known.expires(), now.plus(PAUSE));
        }
    }

    /** RFC 8460 §4.3.2.2 (CLI-067). */
    private static Flaw flaw(Exception trouble) {
        ResultType type = ResultType.STS_POLICY_FETCH_ERROR;
        if (trouble instanceof IllegalArgumentException) {
            type = ResultType.STS_POLICY_INVALID;
        } else if (HandshakeFlaw.certificate(trouble).isPresent()) {
            type = ResultType.STS_WEBPKI_INVALID;
        }
        return new Flaw(type, String.valueOf(trouble.getMessage()));
    }
}
