package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;

/**
 * A mail that has been sent with an idempotency key.
 *
 * @param mail the mail, which may be delivered and gone
 * @param decision whether it is decided that it is sent
 */
public record KeyUse(MailId mail, Decision decision) {
    /** What is known of the transaction that has sent it. */
    public enum Decision {
        /** It has committed, or there was none. */
        SENT,
        /** It is prepared. */
        IN_DOUBT
    }
}
