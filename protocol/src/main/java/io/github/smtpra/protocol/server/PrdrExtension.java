package io.github.smtpra.protocol.server;

import java.util.Map;
import java.util.Optional;

/**
 * PRDR (draft-hall-prdr-00): who asks for it hears behind the content what has become of each recipient, and then of the
 * mail. LMTP has that anyhow.
 */
final class PrdrExtension implements Extension {
    private final ServerProfile profile;

    PrdrExtension(ServerProfile profile) {
        this.profile = profile;
    }

    @Override
    public Optional<String> keyword(Session session) {
        return isServed() ? Optional.of("PRDR") : Optional.empty();
    }

    private boolean isServed() {
        return profile.role() != ServerProfile.Role.LMTP;
    }

    @Override
    public Map<String, ParameterRule<MailTransaction>> mailParameters() {
        return isServed() ? Map.of("PRDR", PrdrExtension::apply) : Map.of();
    }

    private static void apply(Optional<String> value, MailTransaction transaction) throws Refusal {
        if (value.isPresent()) {
            throw new Refusal(Replies.BAD_PARAMETER_VALUE);
        }
        transaction.answerForEach();
    }
}
