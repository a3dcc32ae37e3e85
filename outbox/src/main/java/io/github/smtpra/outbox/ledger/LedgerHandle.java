package io.github.smtpra.outbox.ledger;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.outbox.directory.SharedByDirectory.Hold;
import java.io.IOException;

/** One user's hold on a ledger: passes everything on. */
final class LedgerHandle implements InboundLedger {
    private final Hold<InboundLedger> hold;

    LedgerHandle(Hold<InboundLedger> hold) {
        this.hold = hold;
    }

    @Override
    public Entry begin(DeliveryKey key) throws IOException {
        return hold.value().begin(key);
    }

    @Override
    public void done(DeliveryKey key, Reply reply) throws IOException {
        hold.value().done(key, reply);
    }

    @Override
    public void undone(DeliveryKey key) throws IOException {
        hold.value().undone(key);
    }

    @Override
    public void lost(DeliveryKey key) {
        hold.value().lost(key);
    }

    @Override
    public void heard(DeliveryKey key) {
        hold.value().heard(key);
    }

    @Override
    public void close() {
        hold.close();
    }
}
