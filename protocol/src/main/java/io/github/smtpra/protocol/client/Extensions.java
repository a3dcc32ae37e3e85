package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.Reply;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a peer offers in its reply to EHLO (RFC 5321 §4.1.1.1): keywords without case, unknown ones kept and ignored,
 * parameters where there should be none as well (CLI-011).
 * Immutable.
 */
final class Extensions {
    /** After HELO, or before either: nothing may be used (RFC 5321 §3.2; CLI-002). */
    static final Extensions NONE = new Extensions(Map.of());

    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final Map<String, String> parameters;

    private final long sizeLimit;
    private final Limits limits;

    private Extensions(Map<String, String> parameters) {
        this.parameters = Map.copyOf(parameters);
        this.sizeLimit = sizeLimit(parameters.getOrDefault("SIZE", ""));
        this.limits = Limits.parse(parameters.getOrDefault("LIMITS", ""));
    }

    /** {@code ehlo-ok-rsp}: the first line greets, each other is {@code ehlo-keyword *( SP ehlo-param )}. */
    static Extensions parse(Reply ehlo) {
        Map<String, String> parameters = new HashMap<>();
        for (String line : ehlo.lines().subList(1, ehlo.lines().size())) {
            String[] words = line.strip().toUpperCase(Locale.ROOT).split("\\s+", 2);
            parameters.put(words[0], words.length > 1 ? words[1] : "");
        }
        return new Extensions(parameters);
    }

    boolean pipelining() {
        return parameters.containsKey("PIPELINING");
    }

    boolean startTls() {
        return parameters.containsKey("STARTTLS");
    }

    boolean eightBitMime() {
        return parameters.containsKey("8BITMIME");
    }

    boolean chunking() {
        return parameters.containsKey("CHUNKING");
    }

    /** RFC 3030 §3: of use with CHUNKING only. */
    boolean binaryMime() {
        return chunking() && parameters.containsKey("BINARYMIME");
    }

    boolean dsn() {
        return parameters.containsKey("DSN");
    }

    boolean size() {
        return parameters.containsKey("SIZE");
    }

    /** The largest content that the peer takes; 0, nothing or nonsense stand for no limit (RFC 1870 §4). */
    long sizeLimit() {
        return sizeLimit;
    }

    private static long sizeLimit(String limit) {
        boolean stated = limit.matches("\\d{1,18}") && Long.parseLong(limit) > 0;
        return stated ? Long.parseLong(limit) : NO_LIMIT;
    }

    boolean smtpUtf8() {
        return parameters.containsKey("SMTPUTF8");
    }

    boolean deliverBy() {
        return parameters.containsKey("DELIVERBY");
    }

    /** The seconds that the peer needs at least to deliver by (RFC 2852 §2); 0 if it does not say. */
    long leastDeliverBy() {
        String least = parameters.getOrDefault("DELIVERBY", "");
        return least.matches("\\d{1,9}") ? Long.parseLong(least) : 0;
    }

    boolean mtPriority() {
        return parameters.containsKey("MT-PRIORITY");
    }

    boolean requireTls() {
        return parameters.containsKey("REQUIRETLS");
    }

    Limits limits() {
        return limits;
    }

    boolean auth() {
        return parameters.containsKey("AUTH");
    }

    /** The SASL mechanisms, in capitals (RFC 4954 §3). */
    Set<String> mechanisms() {
        return Set.copyOf(
                Arrays.asList(parameters.getOrDefault("AUTH", "").strip().split("\\s+", -1)));
    }
}
