package io.github.smtpra.api.smtp;

import java.io.Serializable;
import java.util.Locale;

/**
 * A mailbox: {@code Local-part "@" ( Domain / address-literal )} (RFC 5321 §4.1.2).
 *
 * <p>The local part is held as what it means, without quotes: {@code "user"@example.com} and {@code user@example.com}
 * are the same mailbox. It keeps its case, as RFC 5321 §2.4 asks; domains compare without case (SRV-072). {@link
 * #toString()} quotes again where, and only where, the grammar needs it. No control character can be in it, so a
 * mailbox can never carry a second command to a peer.
 *
 * <p>Characters outside US-ASCII may stand in both parts (RFC 6531 §3.3). A domain of U-labels is the same as that of
 * their A-labels: {@code grün.example} and {@code xn--grn-ioa.example}. Local parts compare in their composed form
 * (NFC, RFC 6532 §3.1).
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

    /** Whether it has US-ASCII characters only, and so needs no {@code SMTPUTF8} (RFC 6531 §3.4). */
    public boolean isAscii() {
        return Text.isAscii(localPart) && Text.isAscii(domain);
    }

    /** The domain as the DNS knows it, with A-labels in the place of U-labels (RFC 5890 §2.3.2.1); or the literal. */
    public String asciiDomain() {
        return DomainSyntax.toAscii(domain);
    }

    /** This mailbox with the domain as the DNS knows it: the same mailbox, and US-ASCII if its local part is. */
    public Mailbox withAsciiDomain() {
        return new Mailbox(localPart, asciiDomain());
    }

    @Override
    public boolean equals(Object other) {
        // RFC 6532 §3.1 (SRV-278), RFC 5890 §2.3.2.4 (SRV-271).
        return other instanceof Mailbox that
                && Text.composed(localPart).equals(Text.composed(that.localPart))
                && DomainSyntax.areSame(domain, that.domain);
    }

    @Override
    public int hashCode() {
        return 31 * Text.composed(localPart).hashCode()
                + asciiDomain().toLowerCase(Locale.ROOT).hashCode();
    }

    /** The form for the wire, in UTF-8, with the least quoting (RFC 5321 §4.1.2). */
    @Override
    public String toString() {
        return MailboxGrammar.quotedIfNeeded(localPart) + '@' + domain;
    }
}
