package io.github.smtpra.outbox.ledger;

import java.time.Duration;

/**
 * How a ledger works.
 *
 * @param window how long an entry lasts, above zero
 * @param durability what a note survives
 */
public record LedgerSettings(Duration window, LedgerDurability durability) {
    /** One day, and no flush. */
    public static final LedgerSettings DEFAULT = new LedgerSettings(Duration.ofDays(1), LedgerDurability.PROCESS_CRASH);

    /** Checks the window. */
    public LedgerSettings {
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("the window of the ledger must be above zero: " + window);
        }
    }
}
