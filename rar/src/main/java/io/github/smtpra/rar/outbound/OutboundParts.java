package io.github.smtpra.rar.outbound;

import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.OutboxException;
import java.nio.file.Path;

/** The parts below that sending is put together from. Tests put in others. */
interface OutboundParts {
    /**
     * The outbox of {@code directory}.
     *
     * @throws OutboxException if it can not be opened, saying what an operator can do
     */
    Outbox openOutbox(Path directory) throws OutboxException;

    /**
     * What delivers from {@code outbox}, running; closing it stops it.
     *
     * @throws io.github.smtpra.engine.settings.InvalidSettingException if a setting can not be used
     */
    AutoCloseable startDelivery(Outbox outbox, Settings settings);

    /**
     * Our own name in Message-IDs, all settings of sending having been checked.
     *
     * @throws io.github.smtpra.engine.settings.InvalidSettingException if a setting can not be used
     */
    String checkedHostName(Settings settings);
}
