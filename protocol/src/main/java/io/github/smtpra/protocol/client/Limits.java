package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.DomainSyntax;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.protocol.client.RecipientResult.OverLimit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a peer says that it takes in a mail transaction and in a session (RFC 9422 §3; CLI-021):
 * {@code limits-param = limit-name "=" limit-value}. Limits that are unknown or malformed are ignored. Immutable.
 */
final class Limits {
    /** No limit. */
    static final Limits NONE = new Limits(Map.of());

    private final Map<String, Integer> values;

    private Limits(Map<String, Integer> values) {
        this.values = Map.copyOf(values);
    }

    /** Reads what stands behind {@code LIMITS} in a reply to EHLO, in capitals. */
    static Limits parse(String parameters) {
        Map<String, Integer> values = new HashMap<>();
        for (String parameter : parameters.split("\\s+", -1)) {
            String[] pair = parameter.split("=", 2);
            // RFC 9422 §4: %x31-39 0*5DIGIT
            if (pair.length == 2 && pair[1].matches("[1-9][0-9]{0,5}")) {
                values.put(pair[0], Integer.parseInt(pair[1]));
            }
        }
        return new Limits(values);
    }

    /** Mail transactions in a session: {@code MAILMAX} (RFC 9422 §4.1). */
    int mails() {
        return value("MAILMAX");
    }

    private int value(String name) {
        return values.getOrDefault(name, Integer.MAX_VALUE);
    }

    /** Leaves those recipients to another mail transaction that are too many for one (RFC 9422 §4.2, §4.3). */
    void apply(List<Recipient> recipients, Verdicts verdicts) {
        Set<String> domains = new HashSet<>();
        int taken = 0;
        for (int place : verdicts.undecided()) {
            domains.add(domain(recipients.get(place)));
            if (taken == value("RCPTMAX")) {
                verdicts.decide(place, new OverLimit("RCPTMAX=" + taken));
            } else if (domains.size() > value("RCPTDOMAINMAX")) {
                domains.remove(domain(recipients.get(place)));
                verdicts.decide(place, new OverLimit("RCPTDOMAINMAX=" + domains.size()));
            } else {
                taken++;
            }
        }
    }

    private static String domain(Recipient recipient) {
        return DomainSyntax.toAscii(recipient.mailbox().domain()).toLowerCase(Locale.ROOT);
    }
}
