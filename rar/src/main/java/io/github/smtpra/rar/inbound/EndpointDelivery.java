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
import jakarta.resource.ResourceException;
import jakarta.resource.spi.LocalTransactionException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands mails to one activation's bean, each in a transaction of its own: beforeDelivery, the call, afterDelivery, release,
 * always in pairs. No XAResource takes part: one that votes yes leaves a log entry behind when the server is killed that
 * nobody can resolve. Safe for use by many threads.
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
            return parts.onServerThread(caller(), methods.beanLoader(), () -> inTransaction(mail));
        } catch (UnavailableException e) {
            LOG.log(System.Logger.Level.INFO, "SMTPRA103 " + name + " is not available: " + e.getMessage());
            return new TransactionOutcome.RolledBack("unavailable");
        } catch (Exception e) {
            LOG.log(System.Logger.Level.ERROR, "SMTPRA104 Mail " + mail.id() + " could not be handed to " + name, e);
            return new TransactionOutcome.RolledBack(e.toString());
        }
    }

    private TransactionOutcome inTransaction(InboundMail mail) throws Exception {
        MessageEndpoint endpoint = endpoints.createEndpoint(null);
        try {
            return parts.transactionTimeout().during(timeout, () -> betweenBeforeAndAfter(endpoint, mail));
        } finally {
            endpoint.release();
        }
    }

    private TransactionOutcome betweenBeforeAndAfter(MessageEndpoint endpoint, InboundMail mail) throws Exception {
        TransactionSynchronizationRegistry registry = parts.registry();
        endpoint.beforeDelivery(methods.onMail());
        Outcome outcome = null;
        Throwable thrown = null;
        try {
            outcome = Outcome.of(registry);
            thrown = call(endpoint, mail, outcome);
        } finally {
            afterDelivery(endpoint, mail);
        }
        return ended(mail, outcome, thrown);
    }

    /** Calls the bean; what it throws, or its being late, rolls the transaction back. */
    private @Nullable Throwable call(MessageEndpoint endpoint, InboundMail mail, Outcome outcome) {
        long begun = System.nanoTime();
        Throwable thrown = null;
        try {
            ((MailListener) endpoint).onMail(mail);
            if (System.nanoTime() - begun > timeout.toNanos()) {
                thrown = new IllegalStateException("the delivery took longer than its transactionTimeout, " + timeout);
            }
        } catch (Throwable e) { // Errors as well: the pair of calls around this one must be kept.
            thrown = e;
        }
        if (thrown != null && outcome.isTransacted()) {
            rollBack();
        }
        return thrown;
    }

    /** A checked exception, or one that security throws, leaves the transaction active: it would commit. */
    private void rollBack() {
        try {
            parts.registry().setRollbackOnly();
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "the transaction is over already", e);
        }
    }

    private void afterDelivery(MessageEndpoint endpoint, InboundMail mail) throws ResourceException {
        try {
            endpoint.afterDelivery();
        } catch (LocalTransactionException e) {
            // How it ended, the transaction itself has said.
            LOG.log(System.Logger.Level.DEBUG, () -> "afterDelivery of mail " + mail.id() + ": " + e);
        }
    }

    private TransactionOutcome ended(InboundMail mail, @Nullable Outcome outcome, @Nullable Throwable thrown) {
        if (outcome == null) {
            return new TransactionOutcome.RolledBack("no transaction began");
        }
        if (outcome.isCommitted() || !outcome.isTransacted() && thrown == null) {
            return new TransactionOutcome.Committed();
        }
        if (!outcome.isRolledBack() && outcome.isTransacted()) {
            LOG.log(System.Logger.Level.ERROR, "SMTPRA105 Nobody can tell how mail " + mail.id() + " ended", thrown);
            return new TransactionOutcome.Unknown(String.valueOf(thrown));
        }
        if (thrown instanceof MailRejectedException rejected) {
            return new TransactionOutcome.Rejected(rejected.reply());
        }
        if (thrown != null && Denial.is(thrown)) {
            return new TransactionOutcome.Rejected(Replies.denied(client));
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "SMTPRA101 Mail " + mail.id() + " was rolled back by " + name + "; the client will try again: "
                        + why(thrown));
        return new TransactionOutcome.RolledBack(why(thrown));
    }

    /** In one line: the stack trace stands in the server's log already, put there by the container. */
    private static String why(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "the bean asked for it, or the transaction timed out";
        }
        Throwable cause = thrown.getCause();
        return thrown + (cause == null ? "" : ", caused by " + cause);
    }
}
