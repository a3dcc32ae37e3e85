package io.github.smtpra.outbox;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;

/**
 * A mail whose content has been read and that is not yet part of the queue: {@linkplain Outbox#submit submitted},
 * enlisted in a branch, or discarded.
 */
public interface StagedMail {
    /** The id that it will have in the queue. */
    MailId id();

    /** Its envelope, with {@link Envelope#body()} as found in the content. */
    Envelope envelope();

    /** Octets of the content. */
    long size();
}
