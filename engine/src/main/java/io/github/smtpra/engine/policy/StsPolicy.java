package io.github.smtpra.engine.policy;

import io.github.smtpra.engine.tlsreport.AppliedPolicy;
import io.github.smtpra.engine.tlsreport.PolicyType;
import io.github.smtpra.engine.tlsreport.SessionTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a domain promises of the hosts that take its mail (RFC 8461 §3.2).
 *
 * @param mode what follows from it
 * @param patterns names of hosts, or names behind {@code *.}, in lower case
 * @param maxAge how long it holds
 */
public record StsPolicy(Mode mode, List<String> patterns, Duration maxAge) {
    /** RFC 8461 §3.2: about a year. */
    private static final long LONGEST = 31_557_600;

    private static final int MOST_TOLD = 50;

    /** What follows from a policy (RFC 8461 §5; CLI-064). */
    public enum Mode {
        /** No mail to a host that does not keep it. */
        ENFORCE,
        /** Mail all the same; what would have failed is told. */
        TESTING,
        /** As if there were no policy. */
        NONE
    }

    /** Copies the list. */
    public StsPolicy {
        patterns = List.copyOf(patterns);
    }

    /**
     * The policy that {@code text} is (RFC 8461 §3.2; CLI-063).
     *
     * @throws IllegalArgumentException if it is none
     */
    public static StsPolicy parse(String text) {
        Map<String, String> fields = new HashMap<>();
        List<String> patterns = new ArrayList<>();
        for (String line : text.lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String value = line.substring(colon + 1).strip();
                if (line.substring(0, colon).equals("mx")) {
                    patterns.add(value.toLowerCase(Locale.ROOT));
                } else {
                    // RFC 8461 §3.2: of fields that come twice, but for mx, the first counts.
                    fields.putIfAbsent(line.substring(0, colon), value);
                }
            }
        }
        return policy(fields, patterns);
    }

    private static StsPolicy policy(Map<String, String> fields, List<String> patterns) {
        String age = fields.getOrDefault("max_age", "");
        if (!"STSv1".equals(fields.get("version")) || !age.matches("\\d{1,10}")) {
            throw new IllegalArgumentException("version or max_age is missing or wrong");
        }
        Mode mode =
                switch (fields.getOrDefault("mode", "")) {
                    case "enforce" -> Mode.ENFORCE;
                    case "testing" -> Mode.TESTING;
                    case "none" -> Mode.NONE;
                    default -> throw new IllegalArgumentException("mode is missing or unknown");
                };
        if (mode != Mode.NONE && patterns.isEmpty()) {
            throw new IllegalArgumentException("no mx is named");
        }
        return new StsPolicy(mode, patterns, Duration.ofSeconds(Math.min(LONGEST, Long.parseLong(age))));
    }

    /** The policy in the words of a TLS report (RFC 8460 §4.4; CLI-067): no more hosts than anybody has. */
    AppliedPolicy applied(String domain) {
        List<String> hosts = patterns.stream().limit(MOST_TOLD).toList();
        List<String> lines = new ArrayList<>();
        lines.add("version: STSv1");
        lines.add("mode: " + mode.name().toLowerCase(Locale.ROOT));
        hosts.forEach(host -> lines.add("mx: " + host));
        lines.add("max_age: " + maxAge.toSeconds());
        return new AppliedPolicy(PolicyType.STS, lines, SessionTerms.ascii(domain), hosts);
    }

    /** Whether {@code host} is one of those named; {@code *.} stands for one label (RFC 8461 §4.1; CLI-064). */
    public boolean names(String host) {
        return patterns.stream().anyMatch(pattern -> HostNames.matches(pattern, host));
    }
}
