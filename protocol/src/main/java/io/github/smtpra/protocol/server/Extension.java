package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A service extension (RFC 5321 §2.2): what EHLO says of it, and which parameters it adds. Stateless; what a parameter
 * says is kept in the mail transaction or in the recipient.
 */
interface Extension {
    /** The line of the EHLO reply, if the extension is offered in this session now. */
    Optional<String> keyword(Session session);

    /** The parameters of MAIL that it adds, by keyword. */
    default Map<String, ParameterRule<MailTransaction>> mailParameters() {
        return Map.of();
    }

    /** The parameters of RCPT that it adds, by keyword. */
    default Map<String, ParameterRule<NewRecipient>> recipientParameters() {
        return Map.of();
    }

    /** Those of its parameters whose value may have characters outside US-ASCII (RFC 6531 §3.3). */
    default Set<String> utf8Parameters() {
        return Set.of();
    }

    /**
     * What a parameter means.
     *
     * @param <T> what it says something of: a mail transaction or a recipient
     */
    interface ParameterRule<T> {
        /**
         * Notes the parameter in {@code target}.
         *
         * @param value what stood behind the equals sign, if there was one
         * @throws Refusal if the value is bad, or what it asks for can not be had
         */
        void apply(Optional<String> value, T target) throws Refusal;

        /** The reply to a value that no parameter may have, or this one may not (RFC 5321 §4.1.2; SRV-076). */
        default Reply illFormed() {
            return Replies.ILL_FORMED_VALUE;
        }

        /** The reply to the same parameter twice. */
        default Reply repeated() {
            return Replies.REPEATED_PARAMETER;
        }
    }
}
