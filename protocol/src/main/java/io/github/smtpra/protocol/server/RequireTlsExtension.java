package io.github.smtpra.protocol.server;

import java.util.Map;
import java.util.Optional;

/** REQUIRETLS (RFC 8689 §2): mail that goes only where TLS protects it. Offered only where it is protected here. */
final class RequireTlsExtension implements Extension {
    private static final String KEYWORD = "REQUIRETLS";

    /** RFC 8689 §2 (SRV-293). */
    @Override
    public Optional<String> keyword(Session session) {
        return session.isSecured() ? Optional.of(KEYWORD) : Optional.empty();
    }

    @Override
    public Map<String, ParameterRule<MailTransaction>> mailParameters() {
        return Map.of(KEYWORD, RequireTlsExtension::apply);
    }

    /** RFC 8689 §4.1 (SRV-293): no value; and no use where the mail has been seen already. */
    private static void apply(Optional<String> value, MailTransaction mail) throws Refusal {
        if (value.isPresent()) {
            throw new Refusal(Replies.NO_VALUE_ALLOWED);
        }
        if (!mail.isSecured()) {
            throw new Refusal(Replies.TLS_FOR_REQUIRETLS);
        }
        mail.options(mail.options().withRequireTls());
    }
}
