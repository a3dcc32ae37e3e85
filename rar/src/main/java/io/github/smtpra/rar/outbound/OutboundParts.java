package io.github.smtpra.rar.outbound;

import io.github.smtpra.engine.delivery.RunningDelivery;
import io.github.smtpra.engine.route.Routes;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.store.SharedDatabase;
import java.nio.file.Path;
import java.util.Optional;

/** The parts below that sending is put together from. Tests put in others. */
interface OutboundParts {
    /**
     * The outbox of {@code directory}, or the one that is shared.
     *
     * @param shared the database that several servers share, if they do
     *
     * @throws OutboxException if it can not be opened, saying what an operator can do
     */
    Outbox openOutbox(Path directory, Optional<SharedDatabase> shared) throws OutboxException;

    /**
     * What delivers from {@code outbox}, running; closing it stops it.
     *
     * @throws io.github.smtpra.engine.settings.InvalidSettingException if a setting can not be used
     */
    RunningDelivery startDelivery(Outbox outbox, Settings settings);

    /**
     * Which ways mail may be sent.
     *
     * @throws io.github.smtpra.engine.settings.InvalidSettingException if the setting can not be used
     */
    Routes routes(Settings settings);

    /**
     * Our own name in Message-IDs, all settings of sending having been checked.
     *
     * @throws io.github.smtpra.engine.settings.InvalidSettingException if a setting can not be used
     */
    String checkedHostName(Settings settings);
}
