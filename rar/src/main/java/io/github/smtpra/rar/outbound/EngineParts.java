package io.github.smtpra.rar.outbound;

import io.github.smtpra.engine.delivery.DeliveryService;
import io.github.smtpra.engine.delivery.DeliverySettings;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.Outboxes;
import java.nio.file.Path;
import java.time.Clock;

/** The real parts. */
final class EngineParts implements OutboundParts {
    @Override
    public Outbox openOutbox(Path directory) throws OutboxException {
        return Outboxes.acquire(directory, Clock.systemUTC());
    }

    @Override
    public AutoCloseable startDelivery(Outbox outbox, Settings settings) {
        DeliveryService delivery = new DeliveryService(outbox, DeliverySettings.from(settings), Clock.systemUTC());
        delivery.start();
        return delivery;
    }

    @Override
    public String checkedHostName(Settings settings) {
        return DeliverySettings.from(settings).hostName();
    }
}
