package io.github.smtpra.protocol.server;

import io.github.smtpra.protocol.grammar.TransferParameters;
import java.util.Map;
import java.util.Optional;

/** MT-PRIORITY (RFC 6710): which mail goes first. Not everybody may say that it is theirs. */
final class MtPriorityExtension implements Extension {
    private static final int MAX_PRIORITY = 9;

    private final int maxForStrangers;

    /**
     * Serves the extension.
     *
     * @param maxForStrangers the highest priority of mail from those who have not authenticated
     */
    MtPriorityExtension(int maxForStrangers) {
        this.maxForStrangers = maxForStrangers;
    }

    @Override
    public Optional<String> keyword(Session session) {
        return Optional.of("MT-PRIORITY");
    }

    /** RFC 6710 §4.1 (SRV-297): what is ill-formed, missing or there twice is {@code 501 5.5.2}. */
    @Override
    public Map<String, ParameterRule<MailTransaction>> mailParameters() {
        return Map.of(
                "MT-PRIORITY",
                ValueRule.of((value, mail) -> prioritise(TransferParameters.mtPriority(value), mail), "5.5.2"));
    }

    /** RFC 6710 §4.1 (SRV-297): a priority that is not allowed is lowered, and the client told of the new one. */
    private void prioritise(int asked, MailTransaction mail) {
        int given = Math.min(asked, mail.isFromStranger() ? maxForStrangers : MAX_PRIORITY);
        mail.options(mail.options().withPriority(given));
        if (given < asked) {
            mail.begunWith(Replies.priorityChanged(given));
        }
    }
}
