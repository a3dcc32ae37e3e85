package io.github.smtpra.outbox;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReportOptions;
import io.github.smtpra.api.smtp.ReversePath;
import java.time.Instant;
import java.util.List;

/**
 * A mail that one deliverer has in hand: nobody else gets it until {@link Outbox#record} or {@link Outbox#release}.
 *
 * @param id the mail
 * @param reversePath who is told of failures
 * @param recipients those that are due, at least one
 * @param reports what the sender wants of reports
 * @param body what octets the content holds
 * @param size octets of the content
 * @param sentAt when the mail was handed to the outbox: retries are given up by this
 * @param terms how it is to be handled
 * @param claim tells this claim of the mail from others; 0 for none
 */
public record ClaimedMail(
        MailId id,
        ReversePath reversePath,
        List<ClaimedRecipient> recipients,
        ReportOptions reports,
        BodyType body,
        long size,
        Instant sentAt,
        Terms terms,
        long claim) {
    /** A mail that nobody has claimed. */
    public ClaimedMail(
            MailId id,
            ReversePath reversePath,
            List<ClaimedRecipient> recipients,
            ReportOptions reports,
            BodyType body,
            long size,
            Instant sentAt,
            Terms terms) {
        this(id, reversePath, recipients, reports, body, size, sentAt, terms, 0);
    }

    /** A mail without special terms. */
    public ClaimedMail(
            MailId id,
            ReversePath reversePath,
            List<ClaimedRecipient> recipients,
            ReportOptions reports,
            BodyType body,
            long size,
            Instant sentAt) {
        this(id, reversePath, recipients, reports, body, size, sentAt, Terms.NONE);
    }

    /** A part of this mail: some of its recipients, to be recorded or released on their own. */
    public ClaimedMail withRecipients(List<ClaimedRecipient> some) {
        return new ClaimedMail(id, reversePath, some, reports, body, size, sentAt, terms, claim);
    }

    /** The same, by the claim {@code number}. */
    public ClaimedMail withClaim(long number) {
        return new ClaimedMail(id, reversePath, recipients, reports, body, size, sentAt, terms, number);
    }

    /** The envelope for the recipients that are due, in order, as the next server is to hear it now. */
    public Envelope envelope() {
        List<Recipient> due =
                recipients.stream().map(ClaimedRecipient::recipient).toList();
        return new Envelope(reversePath, due, body, reports, terms.options());
    }
}
