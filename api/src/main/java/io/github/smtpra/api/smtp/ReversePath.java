package io.github.smtpra.api.smtp;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where failures of a mail are reported: the mailbox of {@code MAIL FROM}, or the null path {@code <>} of a mail that
 * must never be answered (RFC 5321 §4.1.1.2, §4.5.5).
 */
public final class ReversePath implements Serializable {
    private static final long serialVersionUID = 1L;

    /** {@code <>}: the sender of reports and automatic answers. */
    public static final ReversePath NULL = new ReversePath(null);

    private final @Nullable Mailbox mailbox;

    private ReversePath(@Nullable Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** The path that names {@code mailbox}. */
    public static ReversePath of(Mailbox mailbox) {
        return new ReversePath(mailbox);
    }

    /**
     * The path that {@code text} names, without angle brackets; the empty text is the null path.
     *
     * @throws IllegalArgumentException if {@code text} is neither empty nor a mailbox
     */
    public static ReversePath parse(String text) {
        return text.isEmpty() ? NULL : of(Mailbox.parse(text));
    }

    /** Whether this is {@code <>}. */
    public boolean isNull() {
        return mailbox == null;
    }

    /** The mailbox, or empty for the null path. */
    public Optional<Mailbox> mailbox() {
        return Optional.ofNullable(mailbox);
    }

    /** The form that {@link #parse} reads: the mailbox, or the empty text. */
    public String text() {
        return mailbox == null ? "" : mailbox.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReversePath that && Objects.equals(mailbox, that.mailbox);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(mailbox);
    }

    /** The form for the wire, in angle brackets. */
    @Override
    public String toString() {
        return '<' + text() + '>';
    }
}
