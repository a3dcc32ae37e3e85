package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.protocol.grammar.SyntaxException;
import io.github.smtpra.protocol.grammar.Xtext;
import io.github.smtpra.protocol.sasl.Mechanism;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * AUTH (RFC 4954): offered with the mechanisms that can be used now (§3, §4), and not when it is over. Its parameter of
 * MAIL says who has submitted the mail first (§5).
 */
final class AuthExtension implements Extension {
    /** {@code "AUTH=" ("<>" / xtext)}. */
    private static final String NOBODY = "<>";

    @Override
    public Optional<String> keyword(Session session) {
        List<Mechanism> usable = session.usableMechanisms();
        // RFC 4954 §4 (SRV-215, SRV-217): nothing is announced that would be refused.
        if (usable.isEmpty() || session.identity().isPresent() || session.mustSecureFirst()) {
            return Optional.empty();
        }
        return Optional.of("AUTH " + usable.stream().map(Mechanism::wireName).collect(Collectors.joining(" ")));
    }

    @Override
    public Map<String, ParameterRule<MailTransaction>> mailParameters() {
        return Map.of("AUTH", AuthExtension::apply);
    }

    /** RFC 4954 §5 (SRV-218): taken from everybody. Whether it is believed, the session knows: {@link Session#begin}. */
    private static void apply(Optional<String> value, MailTransaction mail) throws Refusal {
        String text = value.orElseThrow(() -> new Refusal(Replies.BAD_PARAMETER_VALUE));
        mail.options(mail.options().withSubmitter(text.equals(NOBODY) ? ReversePath.NULL : mailbox(text)));
    }

    private static ReversePath mailbox(String xtext) throws Refusal {
        try {
            return ReversePath.of(Mailbox.parse(Xtext.decode(xtext)));
        } catch (SyntaxException | IllegalArgumentException e) {
            throw new Refusal(Replies.BAD_PARAMETER_VALUE);
        }
    }
}
