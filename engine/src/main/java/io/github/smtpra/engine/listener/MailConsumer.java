package io.github.smtpra.engine.listener;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.RecipientRequest;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.sasl.Identity;
import java.util.Optional;

/**
 * Who gets the mail of a subscription: the connector, on behalf of a bean. Called on the threads of connections, by
 * several at once; may block.
 */
public interface MailConsumer {
    /**
     * The same consumer on behalf of a client that has authenticated. One that does not care who calls is its own answer.
     */
    default MailConsumer as(Identity client) {
        return this;
    }

    /** The refusal of a recipient, or empty if it is wanted. */
    Optional<Reply> refusal(RecipientRequest request);

    /**
     * Hands {@code mail} to the bean in a transaction of its own.
     *
     * @return how the transaction ended; never throws for what a bean does
     */
    TransactionOutcome deliver(InboundMail mail);
}
