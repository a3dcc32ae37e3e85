package io.github.smtpra.outbox.content;

import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.smtp.DeliverBy;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.Sending;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mail as the store is to keep it.
 *
 * @param id the mail
 * @param sending what was said of it; the envelope has at least one recipient
 * @param size octets of the content
 * @param sentAt when it was handed to the outbox
 * @param content where the content is
 */
public record NewMail(MailId id, Sending sending, long size, Instant sentAt, MailContent content) {
    /** A mail whose sender asks nothing of the outbox. */
    public NewMail(MailId id, Envelope envelope, long size, Instant sentAt, MailContent content) {
        this(id, new Sending(envelope, SendOptions.NONE), size, sentAt, content);
    }

    /** Its envelope. */
    public Envelope envelope() {
        return sending.envelope();
    }

    /** What its sender asks of the outbox. */
    public SendOptions options() {
        return sending.options();
    }

    /** When it is first to be tried, if not at once (RFC 4865 §5). */
    public Optional<Instant> heldUntil() {
        return envelope().options().hold().map(hold -> hold.release(sentAt));
    }

    /** By when it is to be delivered, if that was said (RFC 2852 §4). */
    public Optional<Instant> deadline() {
        return envelope().options().deliverBy().map(by -> by.deadline(sentAt));
    }

    /** When it is given up, if that was said: at the end of its own time, or when it must be returned (RFC 2852 §4). */
    public Optional<Instant> giveUpAt() {
        Optional<Instant> own = options().giveUpAfter().map(sentAt::plus);
        Optional<Instant> returned = envelope()
                .options()
                .deliverBy()
                .filter(by -> by.mode() == DeliverBy.Mode.RETURN)
                .map(by -> by.deadline(sentAt));
        return Stream.of(own, returned).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }
}
