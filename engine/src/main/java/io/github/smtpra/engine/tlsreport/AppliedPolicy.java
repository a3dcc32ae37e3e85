package io.github.smtpra.engine.tlsreport;

import java.util.List;

/**
 * The policy that a session was judged by (RFC 8460 §4.4; CLI-067).
 *
 * @param type its kind
 * @param strings its text: TLSA records, or the lines of an MTA-STS policy
 * @param domain whose it is; of keys in the DNS that is the host (RFC 8460 §1.1: the TLSA base domain)
 * @param hosts names and patterns of the hosts that it speaks of
 */
public record AppliedPolicy(PolicyType type, List<String> strings, String domain, List<String> hosts) {
    /** Copies the lists. */
    public AppliedPolicy {
        strings = List.copyOf(strings);
        hosts = List.copyOf(hosts);
    }

    /** There is none. */
    public static AppliedPolicy none(String domain) {
        return new AppliedPolicy(PolicyType.NO_POLICY_FOUND, List.of(), domain, List.of());
    }

    /** Keys of {@code host} in the DNS. */
    public static AppliedPolicy keys(String host, List<String> records) {
        return new AppliedPolicy(PolicyType.TLSA, records, host, List.of(host));
    }
}
