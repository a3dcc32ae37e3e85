package io.github.smtpra.protocol.server;

import java.util.Map;
import java.util.Optional;

/**
 * SMTPUTF8 (RFC 6531): addresses and header fields may be in UTF-8. The parameter has no value (§3.4; SRV-272); beside it
 * there is always 8BITMIME (§3.1; SRV-270). The content is kept as it came (RFC 6532; SRV-276).
 */
final class SmtpUtf8Extension implements Extension {
    static final String KEYWORD = "SMTPUTF8";

    @Override
    public Optional<String> keyword(Session session) {
        return Optional.of(KEYWORD);
    }

    @Override
    public Map<String, ParameterRule<MailTransaction>> mailParameters() {
        return Map.of(KEYWORD, SmtpUtf8Extension::apply);
    }

    private static void apply(Optional<String> value, MailTransaction transaction) throws Refusal {
        if (value.isPresent()) {
            throw new Refusal(Replies.NO_VALUE_ALLOWED);
        }
        transaction.options(transaction.options().withSmtpUtf8());
    }

    /** Whether {@code text} has a character outside US-ASCII, for which the parameter is needed (RFC 6531 §3.5). */
    static boolean isNeededFor(String text) {
        return text.chars().anyMatch(c -> c > 127);
    }
}
