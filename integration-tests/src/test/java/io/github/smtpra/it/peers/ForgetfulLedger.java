package io.github.smtpra.it.peers;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.outbox.ledger.DeliveryKey;
import io.github.smtpra.outbox.ledger.Entry;
import io.github.smtpra.outbox.ledger.InboundLedger;

/** Takes every mail for a new one, as most mail servers do: so a test sees each time that a mail comes. */
final class ForgetfulLedger implements InboundLedger {
    @Override
    public Entry begin(DeliveryKey key) {
        return new Entry.Fresh();
    }

    @Override
    public void done(DeliveryKey key, Reply reply) {}

    @Override
    public void undone(DeliveryKey key) {}

    @Override
    public void lost(DeliveryKey key) {}

    @Override
    public void heard(DeliveryKey key) {}

    @Override
    public void close() {}
}
