package io.github.smtpra.api.smtp;

import java.io.Serializable;
import java.util.Locale;

/**
 * A mailbox: {@code Local-part "@" ( Domain / address-literal )} (RFC 5321 §4.1.2).
 *
 * <p>The local part is held as what it means, without quotes: {@code "user"@example.com} and {@code user@example.com}
 * are the same mailbox. It keeps its case, as RFC 5321 §2.4 (SRV-072) asks; domains compare without case. {@link #toString()}
 * quotes again where, and only where, the grammar needs it. US-ASCII only; no control character can be in it, so a
 * mailbox can never carry a second command to a peer.
 */
public final class Mailbox implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String localPart;
    private final String domain;

    private Mailbox(String localPart, String domain) {
        this.localPart = localPart;
        this.domain = domain;
    }

    /**
     * The mailbox that {@code text} names, for instance {@code ann@example.com} or {@code "a b"@[192.0.2.1]}.
     *
     * @throws IllegalArgumentException if {@code text} is not a mailbox, saying why; the message is safe to show
     */
    public static Mailbox parse(String text) {
        return MailboxGrammar.mailbox(text);
    }

    /**
     * The mailbox {@code localPart@domain}, the local part given as what it means, without quotes.
     *
     * @throws IllegalArgumentException if either part can not stand in a mailbox
     */
    public static Mailbox of(String localPart, String domain) {
        return new Mailbox(MailboxGrammar.checkedLocalPart(localPart), MailboxGrammar.checkedDomain(domain));
    }

    /** The local part as what it means: unquoted, in its own case. */
    public String localPart() {
        return localPart;
    }

    /** The domain or address literal as it was given. */
    public String domain() {
        return domain;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mailbox that
                && localPart.equals(that.localPart)
                && domain.equalsIgnoreCase(that.domain);
    }

    @Override
    public int hashCode() {
        return 31 * localPart.hashCode() + domain.toLowerCase(Locale.ROOT).hashCode();
    }

    /** The form for the wire, with the least quoting (RFC 5321 §4.1.2). */
    @Override
    public String toString() {
        return MailboxGrammar.quotedIfNeeded(localPart) + '@' + domain;
    }
}
