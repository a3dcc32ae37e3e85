package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.BodyType;
import java.util.Map;
import java.util.Optional;

/**
 * 8BITMIME (RFC 6152) and BINARYMIME (RFC 3030 §3): one parameter. Content passes unchanged whatever was declared
 * (SRV-116, SRV-124).
 */
final class BodyExtension implements Extension {
    @Override
    public Optional<String> keyword(Session session) {
        return Optional.of("8BITMIME");
    }

    @Override
    public Map<String, ParameterRule<MailTransaction>> mailParameters() {
        return Map.of("BODY", BodyExtension::apply);
    }

    private static void apply(Optional<String> value, MailTransaction transaction) throws Refusal {
        // RFC 6152 §2 (SRV-155)
        for (BodyType type : BodyType.values()) {
            if (value.filter(type.keyword()::equalsIgnoreCase).isPresent()) {
                transaction.body(type);
                return;
            }
        }
        throw new Refusal(Replies.BAD_PARAMETER_VALUE);
    }
}
