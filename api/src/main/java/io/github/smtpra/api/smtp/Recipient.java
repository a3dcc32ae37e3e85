package io.github.smtpra.api.smtp;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One recipient of a mail: the forward path of a {@code RCPT TO} (RFC 5321 §4.1.1.3), and what its sender wants to be told
 * of it (RFC 3461 §4.1, §4.2). Immutable.
 *
 * <pre>{@code
 * Recipient.of("ann@example.org").withNotify(Notify.on(Event.SUCCESS, Event.FAILURE))
 * }</pre>
 */
public final class Recipient implements Serializable {
    private static final long serialVersionUID = 2L;

    private final Mailbox mailbox;
    private final Notify notifyOn;
    private final @Nullable OriginalRecipient original;

    /** The recipient at {@code mailbox}, of whom nothing is said but that. */
    public Recipient(Mailbox mailbox) {
        this(mailbox, Notify.UNSPECIFIED, null);
    }

    private Recipient(Mailbox mailbox, Notify notifyOn, @Nullable OriginalRecipient original) {
        this.mailbox = mailbox;
        this.notifyOn = notifyOn;
        this.original = original;
    }

    /**
     * The recipient at {@code mailbox}.
     *
     * @throws IllegalArgumentException if {@code mailbox} is not one
     */
    public static Recipient of(String mailbox) {
        return new Recipient(Mailbox.parse(mailbox));
    }

    /** This recipient with another wish for reports. */
    public Recipient withNotify(Notify other) {
        return new Recipient(mailbox, other, original);
    }

    /** This recipient with the address that the sender has written. */
    public Recipient withOriginalRecipient(OriginalRecipient other) {
        return new Recipient(mailbox, notifyOn, other);
    }

    /** Who gets the mail. */
    public Mailbox mailbox() {
        return mailbox;
    }

    /** What the sender wants to be told: {@code NOTIFY} (RFC 3461 §4.1). */
    public Notify notifyOn() {
        return notifyOn;
    }

    /** The address that the sender has written, if that was said: {@code ORCPT} (RFC 3461 §4.2). */
    public Optional<OriginalRecipient> originalRecipient() {
        return Optional.ofNullable(original);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Recipient that
                && mailbox.equals(that.mailbox)
                && notifyOn.equals(that.notifyOn)
                && Objects.equals(original, that.original);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mailbox, notifyOn, original);
    }

    /** The forward path for the wire, in angle brackets, and nothing else. */
    @Override
    public String toString() {
        return '<' + mailbox.toString() + '>';
    }
}
