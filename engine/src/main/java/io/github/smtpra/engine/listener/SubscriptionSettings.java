package io.github.smtpra.engine.listener;

import io.github.smtpra.engine.listener.ListenerSettings.Protocol;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.ledger.LedgerDurability;
import io.github.smtpra.outbox.ledger.LedgerSettings;
import java.time.Duration;

/**
 * The settings of one subscription.
 *
 * @param recipients which recipients it gets
 * @param concurrency deliveries in flight at most
 * @param patience how long a mail waits for one of them to end
 * @param transactionTimeout how long a delivery may take; well under the 10 minutes that a client waits (RFC 5321
 *     §4.5.3.2.6; SRV-123), or a mail would be sent again while it is being kept
 * @param ledger how long a mail whose reply may not have been heard is recognised, and what that survives
 */
public record SubscriptionSettings(
        RecipientPatterns recipients,
        int concurrency,
        Duration patience,
        Duration transactionTimeout,
        LedgerSettings ledger) {
    /**
     * Reads the settings.
     *
     * @throws InvalidSettingException if one of them can not be used
     */
    public static SubscriptionSettings from(Settings settings) {
        Duration second = Duration.ofSeconds(1);
        boolean submission = settings.choice("protocol", Protocol.class, Protocol.SMTP) == Protocol.SUBMISSION;
        RecipientPatterns recipients = RecipientPatterns.parse("recipients", settings.list("recipients"));
        // RFC 2505 §2.1 (SRV-320): nobody relays for strangers, and only a submission has none.
        if (recipients.areForEverybody() && !submission) {
            throw new InvalidSettingException("recipients", "*", "* only with protocol=submission");
        }
        // RFC 6409 §5.3 (SRV-247): with the wait before it, two minutes.
        Duration timeout = submission ? Duration.ofSeconds(90) : Duration.ofMinutes(2);
        return new SubscriptionSettings(
                recipients,
                settings.integer("concurrency", 15, 1, 10_000),
                settings.duration("deliveryWait", Duration.ofSeconds(30), Duration.ZERO, Duration.ofMinutes(5)),
                settings.duration("transactionTimeout", timeout, second, Duration.ofMinutes(9)),
                new LedgerSettings(
                        settings.duration("duplicateWindow", Duration.ofDays(1), second, Duration.ofDays(30)),
                        settings.choice(
                                "duplicateDurability", LedgerDurability.class, LedgerDurability.PROCESS_CRASH)));
    }
}
