package io.github.smtpra.engine.listener;

import io.github.smtpra.api.RecipientRequest;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.outbox.ledger.DeliveryKey;
import io.github.smtpra.outbox.ledger.Entry;
import io.github.smtpra.outbox.ledger.InboundLedger;
import io.github.smtpra.protocol.server.Replies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * One consumer's claim to mail: which recipients, how many at once, and what is known of mails whose reply may not have
 * been heard. Safe for use by many threads. Begins when it is attached to a {@link Listeners}; ends with
 * {@link #close}, after which its consumer is not called any more.
 */
public final class Subscription {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");
    private static final String LEDGER_FAILED = "SMTPRA005 The ledger can not be written, of ";

    private final String name;
    private final SubscriptionSettings settings;
    private final MailConsumer consumer;
    private final InboundLedger ledger;
    private final DeliveryGate gate;

    /**
     * A subscription.
     *
     * @param name the activation's name
     * @param ledger where deliveries are noted; the caller closes it, after the subscription
     * @param all bounds the deliveries in flight of all subscriptions
     */
    public Subscription(
            String name, SubscriptionSettings settings, MailConsumer consumer, InboundLedger ledger, Semaphore all) {
        this.name = name;
        this.settings = settings;
        this.consumer = consumer;
        this.ledger = ledger;
        this.gate = new DeliveryGate(settings.concurrency(), settings.patience(), all);
    }

    String name() {
        return name;
    }

    RecipientPatterns recipients() {
        return settings.recipients();
    }

    boolean wants(Mailbox mailbox) {
        return settings.recipients().matches(mailbox);
    }

    boolean isClosed() {
        return gate.isClosed();
    }

    /** Lets no more mail in, and waits for what is in flight, up to {@code time}; whether all of it has ended. */
    boolean close(Duration time) {
        return gate.close(time);
    }

    /** The refusal of a recipient, or empty if it is wanted. */
    Optional<Reply> refusal(RecipientRequest request) {
        return gate.run(() -> consumerRefusal(request), () -> Optional.of(outside()));
    }

    private Optional<Reply> consumerRefusal(RecipientRequest request) {
        try {
            return consumer.refusal(request);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "SMTPRA014 " + name + " could not be asked for a recipient", e);
            return Optional.of(Replies.LOCAL_ERROR);
        }
    }

    private Reply outside() {
        return gate.isClosed() ? Replies.NOT_ACCEPTING : Replies.BUSY;
    }

    /** Hands over {@code mail}, for the recipients of {@code envelope}. */
    Handover deliver(ArrivedMail mail, Envelope envelope) {
        return gate.run(() -> deliverInside(mail, envelope), () -> Handover.notKept(outside(), "no-place"));
    }

    private Handover deliverInside(ArrivedMail mail, Envelope envelope) {
        try {
            return deliverOnce(mail, envelope, key(mail, envelope));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, LEDGER_FAILED + name, e);
            return Handover.notKept(Replies.LOCAL_ERROR, "ledger");
        }
    }

    private Handover deliverOnce(ArrivedMail mail, Envelope envelope, DeliveryKey key) throws IOException {
        Entry entry = ledger.begin(key);
        if (entry instanceof Entry.Done done) {
            return Handover.known(done.reply(), () -> ledger.heard(key));
        }
        if (entry instanceof Entry.InProgress) {
            return Handover.notKept(Replies.BUSY, "in progress");
        }
        ReceivedMail received = new ReceivedMail(mail, envelope, entry instanceof Entry.Redelivered);
        return ended(received, consumerOutcome(received), key);
    }

    private TransactionOutcome consumerOutcome(ReceivedMail mail) {
        try {
            return consumer.deliver(mail);
        } catch (RuntimeException | Error e) {
            // An error, too: what has begun in the ledger has to end there, or the mail would be refused for ever.
            LOG.log(
                    System.Logger.Level.ERROR,
                    "SMTPRA006 Delivery of mail " + mail.id() + " to " + name + " failed",
                    e);
            return new TransactionOutcome.Unknown(e.toString());
        }
    }

    /**
     * The one table that makes the reply to a mail (SRV-110, SRV-123); see {@link io.github.smtpra.api.MailListener}.
     */
    private Handover ended(ReceivedMail mail, TransactionOutcome outcome, DeliveryKey key) {
        if (outcome instanceof TransactionOutcome.Committed) {
            Reply reply = mail.answer().orElseGet(() -> Replies.delivered(mail.id()));
            noteDone(key, reply);
            return Handover.kept(reply, () -> ledger.heard(key));
        }
        if (outcome instanceof TransactionOutcome.Rejected rejected) {
            noteUndone(key);
            return Handover.notKept(rejected.reply(), "rejected");
        }
        if (outcome instanceof TransactionOutcome.RolledBack) {
            noteUndone(key);
            return Handover.notKept(Replies.LOCAL_ERROR, "rolled-back");
        }
        ledger.lost(key);
        return Handover.notKept(Replies.LOCAL_ERROR, "unknown");
    }

    /** The work is kept: the client must hear so, though a note that can not be made may let the mail come again. */
    private void noteDone(DeliveryKey key, Reply reply) {
        try {
            ledger.done(key, reply);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, LEDGER_FAILED + name, e);
        }
    }

    /** The reply stands: without the note a delivery after a restart is marked as a redelivery, no more. */
    private void noteUndone(DeliveryKey key) {
        try {
            ledger.undone(key);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, LEDGER_FAILED + name, e);
        }
    }

    private DeliveryKey key(ArrivedMail mail, Envelope envelope) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(mail.digest());
            digest.update((envelope.reversePath() + " " + envelope.recipients()).getBytes(StandardCharsets.UTF_8));
            return DeliveryKey.of(name, digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
