package io.github.smtpra.engine.submission;

import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.ReturnToken;
import io.github.smtpra.outbox.Sending;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * The mailbox that notifications about our mail come back to. Each mail has a sub-address of its own as its reverse path,
 * and {@code ENVID} as well, with a token that nobody can guess: a notification that names it comes from somebody who has
 * handled the mail. Immutable; safe for use by many threads.
 */
public final class BounceAddress {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** 130 bits, in digits and letters of one case: servers may fold it. */
    private static final int LENGTH = 26;

    private static final int BITS_EACH = 5;
    private static final int MAX_NAME = 64 - 1 - LENGTH;

    private final Mailbox mailbox;

    private BounceAddress(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /**
     * What the property {@code bounceAddress} says; empty if it is not set.
     *
     * @throws InvalidSettingException if it is no mailbox that can have sub-addresses
     */
    public static Optional<BounceAddress> of(Settings settings) {
        return settings.text("bounceAddress").map(BounceAddress::parse);
    }

    private static BounceAddress parse(String text) {
        try {
            Mailbox mailbox = Mailbox.parse(text);
            String name = mailbox.localPart();
            if (mailbox.isAscii() && name.indexOf('+') < 0 && name.length() <= MAX_NAME) {
                return new BounceAddress(mailbox);
            }
        } catch (IllegalArgumentException e) {
            throw refused(text, e);
        }
        throw refused(text, new IllegalArgumentException("it can have no sub-addresses"));
    }

    private static InvalidSettingException refused(String text, IllegalArgumentException cause) {
        InvalidSettingException refusal = new InvalidSettingException(
                "bounceAddress",
                text,
                "a mailbox in US-ASCII, as in bounces@example.com, of up to " + MAX_NAME
                        + " characters and no plus before the at sign");
        refusal.initCause(cause);
        return refusal;
    }

    /** The mailbox. */
    public Mailbox mailbox() {
        return mailbox;
    }

    /** The mail, as one that notifications are awaited about. */
    Sending awaiting(Envelope envelope, SendOptions options) {
        String token = newToken();
        ReversePath path = ReversePath.of(Mailbox.of(mailbox.localPart() + "+" + token, mailbox.domain()));
        Envelope returned =
                new Envelope(path, envelope.recipients(), envelope.body(), envelope.reports(), envelope.options());
        return new Sending(
                // RFC 3461 §4.4: what the sender has set is the sender's.
                envelope.envelopeId().isPresent() ? returned : returned.withEnvelopeId(token),
                options,
                Optional.of(new ReturnToken(token, envelope.reversePath())));
    }

    private static String newToken() {
        String digits = new BigInteger(LENGTH * BITS_EACH, RANDOM).toString(1 << BITS_EACH);
        return "0".repeat(LENGTH - digits.length()) + digits;
    }

    /** The token in {@code recipient}, if that is a sub-address of this mailbox. */
    public Optional<String> token(Mailbox recipient) {
        String name = recipient.localPart().toLowerCase(Locale.ROOT);
        String before = mailbox.localPart().toLowerCase(Locale.ROOT) + "+";
        return name.startsWith(before) ? Optional.of(name.substring(before.length())) : Optional.empty();
    }
}
