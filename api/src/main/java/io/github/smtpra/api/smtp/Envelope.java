package io.github.smtpra.api.smtp;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The envelope of a mail: who is told of failures, who gets it, and what its content is made of (RFC 5321 §2.3.1).
 * What stands in the header of the message plays no part in it.
 *
 * <pre>{@code
 * Envelope.from("help@example.com").to("ann@example.org", "bob@example.net")
 * }</pre>
 *
 * @param reversePath where failures are reported; {@link ReversePath#NULL} for automatic answers
 * @param recipients who gets the mail, in order; at least one for a mail that is sent
 * @param body what octets the content may hold
 * @param reports what the sender wants of reports (RFC 3461 §4.3, §4.4)
 * @param options what the sender asks of each server on the way
 */
public record Envelope(
        ReversePath reversePath,
        List<Recipient> recipients,
        BodyType body,
        ReportOptions reports,
        TransferOptions options)
        implements Serializable {
    private static final long serialVersionUID = 3L;

    /** Copies the list: an envelope never changes. */
    public Envelope {
        recipients = List.copyOf(recipients);
    }

    /** An envelope that says nothing of reports and asks nothing. */
    public Envelope(ReversePath reversePath, List<Recipient> recipients, BodyType body) {
        this(reversePath, recipients, body, ReportOptions.NONE, TransferOptions.NONE);
    }

    /**
     * An envelope without recipients yet.
     *
     * @param reversePath a mailbox without angle brackets, or the empty text for the null path
     * @throws IllegalArgumentException if {@code reversePath} is neither
     */
    public static Envelope from(String reversePath) {
        return from(ReversePath.parse(reversePath));
    }

    /** An envelope without recipients yet. */
    public static Envelope from(ReversePath reversePath) {
        return new Envelope(reversePath, List.of(), BodyType.SEVEN_BIT);
    }

    /**
     * This envelope with {@code mailboxes} behind its recipients.
     *
     * @throws IllegalArgumentException if one of them is not a mailbox
     */
    public Envelope to(String... mailboxes) {
        List<Recipient> all = new ArrayList<>(recipients);
        for (String mailbox : mailboxes) {
            all.add(Recipient.of(mailbox));
        }
        return new Envelope(reversePath, all, body, reports, options);
    }

    /** This envelope with other recipients. */
    public Envelope withRecipients(List<Recipient> others) {
        return new Envelope(reversePath, others, body, reports, options);
    }

    /** This envelope for content of another kind. */
    public Envelope withBody(BodyType other) {
        return new Envelope(reversePath, recipients, other, reports, options);
    }

    /** This envelope, with other demands on the servers on its way. */
    public Envelope withOptions(TransferOptions others) {
        return new Envelope(reversePath, recipients, body, reports, others);
    }

    /** This envelope with another {@code RET}. */
    public Envelope withReturnContent(ReturnContent other) {
        return new Envelope(reversePath, recipients, body, reports.withReturnContent(other), options);
    }

    /**
     * This envelope with another {@code ENVID}.
     *
     * @param other what the sender knows the mail by, decoded
     * @throws IllegalArgumentException if it can be none: see {@link ReportOptions#withEnvelopeId}
     */
    public Envelope withEnvelopeId(String other) {
        return new Envelope(reversePath, recipients, body, reports.withEnvelopeId(other), options);
    }

    /** Whether an address of it has characters outside US-ASCII, so that it needs {@code SMTPUTF8} (RFC 6531 §3.4). */
    public boolean hasNonAsciiAddress() {
        return reversePath.mailbox().filter(mailbox -> !mailbox.isAscii()).isPresent()
                || recipients.stream()
                        .anyMatch(recipient -> !recipient.mailbox().isAscii());
    }

    /** How much of the mail a report of its failure gives back, if that was said: {@code RET} (RFC 3461 §4.3). */
    public Optional<ReturnContent> returnContent() {
        return reports.returnContent();
    }

    /** What the sender knows the mail by, decoded, if that was said: {@code ENVID} (RFC 3461 §4.4). */
    public Optional<String> envelopeId() {
        return reports.envelopeId();
    }
}
