package io.github.smtpra.rar.inbound;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import io.github.smtpra.api.MailRejectedException;
import io.github.smtpra.api.RecipientRequest;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.listener.MailConsumer;
import io.github.smtpra.engine.listener.TransactionOutcome;
import io.github.smtpra.protocol.sasl.Identity;
import io.github.smtpra.protocol.server.Replies;
import io.github.smtpra.rar.caller.Caller;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands mails to one activation's bean, each in a transaction of its own. Safe for use by many threads.
 */
final class EndpointDelivery implements MailConsumer {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.inbound");

    private final String name;
    private final MessageEndpointFactory endpoints;
    private final InboundParts parts;
    private final Duration timeout;
    private final ListenerMethods methods;
    private final Optional<Identity> client;

    EndpointDelivery(String name, MessageEndpointFactory endpoints, InboundParts parts, Duration timeout) {
        this.name = name;
        this.endpoints = endpoints;
        this.parts = parts;
        this.timeout = timeout;
        this.methods = ListenerMethods.of(endpoints);
        this.client = Optional.empty();
    }

    private EndpointDelivery(EndpointDelivery anonymous, Identity client) {
        this.name = anonymous.name;
        this.endpoints = anonymous.endpoints;
        this.parts = anonymous.parts;
        this.timeout = anonymous.timeout;
        this.methods = anonymous.methods;
        this.client = Optional.of(client);
    }

    /** The bean is called by {@code client}, if it is a user of the server; else by nobody. */
    @Override
    public EndpointDelivery as(Identity user) {
        return new EndpointDelivery(this, user);
    }

    private Optional<Caller> caller() {
        return client.flatMap(parts.users()::caller);
    }

    @Override
    public Optional<Reply> refusal(RecipientRequest request) {
        if (!methods.asksAboutRecipients()) {
            return Optional.empty();
        }
        try {
            return parts.onServerThread(caller(), methods.beanLoader(), () -> ask(request));
        } catch (Exception e) {
            if (Denial.is(e)) {
                return Optional.of(Replies.denied(client));
            }
            LOG.log(System.Logger.Level.WARNING, "SMTPRA102 " + name + " could not be asked about a recipient", e);
            return Optional.of(Replies.LOCAL_ERROR);
        }
    }

    private Optional<Reply> ask(RecipientRequest request) throws UnavailableException {
        MessageEndpoint endpoint = endpoints.createEndpoint(null);
        try {
            ((MailListener) endpoint).onRecipient(request);
            return Optional.empty();
        } catch (MailRejectedException e) {
            return Optional.of(e.reply());
        } finally {
            endpoint.release();
        }
    }

    @Override
    public TransactionOutcome deliver(InboundMail mail) {
        try {
            return parts.onServerThread(caller(), methods.beanLoader(), () -> call(mail));
        } catch (UnavailableException e) {
            LOG.log(System.Logger.Level.INFO, "SMTPRA103 " + name + " is not available: " + e.getMessage());
            return new TransactionOutcome.RolledBack("unavailable");
        } catch (Exception e) {
            LOG.log(System.Logger.Level.ERROR, "SMTPRA104 Mail " + mail.id() + " could not be handed to " + name, e);
            return new TransactionOutcome.RolledBack(e.toString());
        }
    }

    private TransactionOutcome call(InboundMail mail) throws Exception {
        EndpointTransaction transaction = new EndpointTransaction(endpoints, methods.onMail(), parts, timeout);
        return ended(mail, transaction.run(endpoint -> ((MailListener) endpoint).onMail(mail)));
    }

    private TransactionOutcome ended(InboundMail mail, EndpointTransaction.Ended ended) {
        TransactionOutcome outcome = ended.outcome();
        if (outcome instanceof TransactionOutcome.Unknown) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "SMTPRA105 Nobody can tell how mail " + mail.id() + " ended",
                    ended.thrown());
        } else if (outcome instanceof TransactionOutcome.RolledBack rolledBack && ended.transaction() != null) {
            return rolledBack(mail, rolledBack, ended.thrown());
        }
        return outcome;
    }

    private TransactionOutcome rolledBack(
            InboundMail mail, TransactionOutcome.RolledBack outcome, @Nullable Throwable thrown) {
        if (thrown instanceof MailRejectedException rejected) {
            return new TransactionOutcome.Rejected(rejected.reply());
        }
        if (thrown != null && Denial.is(thrown)) {
            return new TransactionOutcome.Rejected(Replies.denied(client));
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "SMTPRA101 Mail " + mail.id() + " was rolled back by " + name + "; the client will try again: "
                        + outcome.why());
        return outcome;
    }
}
