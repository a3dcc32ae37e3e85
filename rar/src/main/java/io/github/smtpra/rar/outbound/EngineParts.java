package io.github.smtpra.rar.outbound;

import io.github.smtpra.engine.delivery.DeliveryService;
import io.github.smtpra.engine.delivery.DeliverySettings;
import io.github.smtpra.engine.delivery.RunningDelivery;
import io.github.smtpra.engine.route.RouteSettings;
import io.github.smtpra.engine.route.Routes;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.Outboxes;
import io.github.smtpra.outbox.store.SharedDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The real parts. */
final class EngineParts implements OutboundParts {
    @Override
    public Outbox openOutbox(Path directory, Optional<SharedDatabase> shared) throws OutboxException {
        return shared.isPresent()
                ? Outboxes.acquire(directory, shared.get(), Clock.systemUTC())
                : Outboxes.acquire(directory, Clock.systemUTC());
    }

    @Override
    public RunningDelivery startDelivery(Outbox outbox, Settings settings) {
        DeliveryService delivery = new DeliveryService(outbox, DeliverySettings.from(settings), Clock.systemUTC());
        delivery.start();
        return delivery;
    }

    @Override
    public Routes routes(Settings settings) {
        return RouteSettings.routes(settings);
    }

    @Override
    public String checkedHostName(Settings settings) {
        return DeliverySettings.from(settings).hostName();
    }
}
