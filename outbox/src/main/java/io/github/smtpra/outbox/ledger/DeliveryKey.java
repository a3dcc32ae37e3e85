package io.github.smtpra.outbox.ledger;

import java.util.HexFormat;

/**
 * What makes two deliveries the same one.
 *
 * @param activation whom the mail is for, up to 1000 characters
 * @param digest SHA-256 over envelope and content as received, 64 hexadecimal digits in lower case
 */
public record DeliveryKey(String activation, String digest) {
    private static final int DIGEST_OCTETS = 32;
    private static final int MAX_ACTIVATION = 1000;

    /** Checks the lengths. */
    public DeliveryKey {
        if (digest.length() != 2 * DIGEST_OCTETS || !digest.chars().allMatch(DeliveryKey::isHexDigit)) {
            throw new IllegalArgumentException("not a SHA-256 digest in hexadecimal digits");
        }
        if (activation.length() > MAX_ACTIVATION) {
            throw new IllegalArgumentException("the name of the activation is too long");
        }
    }

    /** The key of the mail whose SHA-256 digest is {@code digest}. */
    public static DeliveryKey of(String activation, byte[] digest) {
        return new DeliveryKey(activation, HexFormat.of().formatHex(digest));
    }

    private static boolean isHexDigit(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }
}
