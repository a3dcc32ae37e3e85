package io.github.smtpra.protocol.server;

import io.github.smtpra.protocol.grammar.Parameter;
import io.github.smtpra.protocol.grammar.SyntaxException;
import io.github.smtpra.protocol.server.Extension.ParameterRule;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The extensions that a server serves, a row each, in the order of the EHLO reply. */
final class ExtensionTable {
    private final List<Extension> rows = new ArrayList<>();
    private final Map<String, ParameterRule<MailTransaction>> mailParameters = new HashMap<>();
    private final Map<String, ParameterRule<NewRecipient>> recipientParameters = new HashMap<>();
    private final Set<String> utf8Parameters = new HashSet<>();

    ExtensionTable(ServerProfile profile, InstantSource clock) {
        TransferLimits limits = profile.transferLimits();
        rows.addAll(List.of(
                session -> Optional.of("PIPELINING"), // RFC 2920 (SRV-313)
                session -> Optional.of("HELP"))); // RFC 5321 §4.1.1.8 (SRV-034): optional, served, and so listed
        rows.addAll(List.of(
                new PrdrExtension(profile),
                new CheckpointExtension(profile),
                new XclientExtension(),
                session -> optional(profile, ServerProfile.Service.ETRN))); // RFC 1985 §3
        rows.addAll(List.of(
                new SizeExtension(profile.maxSize()),
                new StartTlsExtension(),
                session -> Optional.of("ENHANCEDSTATUSCODES"), // RFC 2034 (SRV-006, SRV-313)
                new BodyExtension(),
                new SmtpUtf8Extension(),
                new DeliverByExtension(limits.leastDeliverBy()),
                new MtPriorityExtension(limits.maxPriority()),
                new RequireTlsExtension(),
                session -> Optional.of("CHUNKING"), // RFC 3030 §2
                session -> Optional.of("BINARYMIME"), // RFC 3030 §3
                new DsnExtension(),
                new LimitsExtension(profile)));
        if (profile.authentication().isServed()) {
            rows.add(new AuthExtension());
        }
        // RFC 4865 §2 (SRV-250, SRV-296)
        if (profile.role() == ServerProfile.Role.SUBMISSION
                && !limits.longestHold().isZero()) {
            rows.add(new FutureReleaseExtension(limits.longestHold(), clock));
        }
        rows.forEach(row -> mailParameters.putAll(row.mailParameters()));
        rows.forEach(row -> recipientParameters.putAll(row.recipientParameters()));
        rows.forEach(row -> utf8Parameters.addAll(row.utf8Parameters()));
    }

    private static Optional<String> optional(ServerProfile profile, ServerProfile.Service service) {
        return profile.serves(service) ? Optional.of(service.name()) : Optional.empty();
    }

    /** The lines of the EHLO reply: what is offered now, and nothing else (RFC 5321 §4.1.1.1; SRV-034). */
    List<String> keywords(Session session) {
        return rows.stream().flatMap(row -> row.keyword(session).stream()).toList();
    }

    /** Whether {@code keyword} is among {@code parameters}, as they stand behind the path. */
    static boolean areNaming(String keyword, String parameters) throws Refusal {
        return parse(parameters).stream()
                .anyMatch(parameter -> parameter.keyword().equals(keyword));
    }

    /** Applies {@code parameters}, as they stand behind the path, to {@code transaction}. */
    void applyMailParameters(String parameters, MailTransaction transaction) throws Refusal {
        apply(parameters, mailParameters, transaction);
    }

    /** Applies {@code parameters}, as they stand behind the path, to {@code recipient}. */
    void applyRecipientParameters(String parameters, NewRecipient recipient) throws Refusal {
        apply(parameters, recipientParameters, recipient);
    }

    private <T> void apply(String parameters, Map<String, ParameterRule<T>> rules, T target) throws Refusal {
        Set<String> seen = new HashSet<>();
        for (Parameter parameter : parse(parameters)) {
            ParameterRule<T> rule = rules.get(parameter.keyword());
            if (rule == null) {
                // RFC 5321 §4.1.1.11 (SRV-075); also a parameter of the other command (RFC 3461 §4; SRV-078, SRV-264).
                throw new Refusal(Replies.UNKNOWN_PARAMETER);
            }
            // RFC 1870 §6, RFC 6152 §3, RFC 3461 §4.5 (SRV-077); else in any order (SRV-079).
            if (!seen.add(parameter.keyword())) {
                throw new Refusal(rule.repeated());
            }
            if (!isTakenAsValue(parameter)) {
                throw new Refusal(rule.illFormed());
            }
            rule.apply(parameter.value(), target);
        }
    }

    // RFC 5321 §4.1.2 (SRV-076)
    private boolean isTakenAsValue(Parameter parameter) {
        return parameter.isWellFormed()
                && (utf8Parameters.contains(parameter.keyword())
                        || !SmtpUtf8Extension.isNeededFor(parameter.value().orElse("")));
    }

    private static List<Parameter> parse(String parameters) throws Refusal {
        try {
            return Parameter.parseAll(parameters);
        } catch (SyntaxException e) {
            throw new Refusal(Replies.badParameter(e.why()));
        }
    }
}
