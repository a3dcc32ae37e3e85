package io.github.smtpra.api.smtp;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

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
 */
public record Envelope(ReversePath reversePath, List<Recipient> recipients, BodyType body) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Copies the list: an envelope never changes. */
    public Envelope {
        recipients = List.copyOf(recipients);
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
        return new Envelope(reversePath, all, body);
    }

    /** This envelope with other recipients. */
    public Envelope withRecipients(List<Recipient> others) {
        return new Envelope(reversePath, others, body);
    }

    /** This envelope for content of another kind. */
    public Envelope withBody(BodyType other) {
        return new Envelope(reversePath, recipients, other);
    }
}
