package io.github.smtpra.protocol.server;

import java.util.Map;
import java.util.Optional;

/**
 * CHECKPOINT (RFC 1845; SRV-295): a mail that has a TRANSID can be gone on with in a later session, when the connection is
 * lost in its content.
 *
 * <pre>
 * transid-value ::= "&lt;" transid-local "@" transid-domain "&gt;"   ; 80 characters at most, its case counts
 * transid-local, transid-domain ::= transid-atom *("." transid-atom)
 * transid-atom ::= 1*&lt;any CHAR but blanks, controls, "." and tspecials&gt;
 * </pre>
 */
final class CheckpointExtension implements Extension {
    private static final int MAX_LENGTH = 80;
    private static final String TSPECIALS = "()<>@,;:\\\"/[]?=";

    private final ServerProfile profile;

    CheckpointExtension(ServerProfile profile) {
        this.profile = profile;
    }

    @Override
    public Optional<String> keyword(Session session) {
        return isServed() ? Optional.of("CHECKPOINT") : Optional.empty();
    }

    private boolean isServed() {
        return profile.serves(ServerProfile.Service.CHECKPOINT);
    }

    @Override
    public Map<String, ParameterRule<MailTransaction>> mailParameters() {
        return isServed() ? Map.of("TRANSID", CheckpointExtension::apply) : Map.of();
    }

    private static void apply(Optional<String> value, MailTransaction transaction) throws Refusal {
        String id = value.orElse("");
        if (id.length() > MAX_LENGTH || !isTransactionId(id)) {
            throw new Refusal(Replies.BAD_PARAMETER_VALUE);
        }
        transaction.transactionId(id);
    }

    private static boolean isTransactionId(String text) {
        int at = text.indexOf('@');
        return text.startsWith("<")
                && text.endsWith(">")
                && at > 0
                && isToken(text.substring(1, at))
                && isToken(text.substring(at + 1, text.length() - 1));
    }

    private static boolean isToken(String text) {
        for (String atom : text.split("\\.", -1)) {
            if (atom.isEmpty() || !atom.chars().allMatch(c -> c > ' ' && c < 127 && TSPECIALS.indexOf(c) < 0)) {
                return false;
            }
        }
        return true;
    }
}
