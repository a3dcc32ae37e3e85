package io.github.smtpra.protocol.sasl;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash function of a SCRAM mechanism, and what RFC 5802 §2.2 makes of it. */
public enum ScramHash {
    /** RFC 5802, for old clients. */
    SHA_1("SHA-1", "HmacSHA1", Question.Kind.SCRAM_SHA_1),
    /** RFC 7677. */
    SHA_256("SHA-256", "HmacSHA256", Question.Kind.SCRAM_SHA_256);

    private final String digest;
    private final String hmac;
    private final Question.Kind kind;

    ScramHash(String digest, String hmac, Question.Kind kind) {
        this.digest = digest;
        this.hmac = hmac;
        this.kind = kind;
    }

    /** As in {@code SCRAM-SHA-256}. */
    public String mechanism() {
        return "SCRAM-" + digest;
    }

    Question.Kind kind() {
        return kind;
    }

    /** The length of its values, in octets. */
    public int length() {
        return this == SHA_1 ? 20 : 32;
    }

    /** {@code H(str)}. */
    byte[] hash(byte[] octets) {
        try {
            return MessageDigest.getInstance(digest).digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + digest, e);
        }
    }

    /** {@code HMAC(key, str)}. */
    byte[] hmac(byte[] key, byte[] octets) {
        return mac(key).doFinal(octets);
    }

    /** {@code Hi(str, salt, i)}: PBKDF2 with one block. The key is not empty: no password is. */
    byte[] saltedPassword(byte[] password, byte[] salt, int iterations) {
        Mac mac = mac(password);
        mac.update(salt);
        byte[] last = mac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] sum = last.clone();
        for (int i = 1; i < iterations; i++) {
            last = mac.doFinal(last);
            xorInto(sum, last);
        }
        return sum;
    }

    /** {@code a XOR b}, of the same length. */
    static byte[] xor(byte[] a, byte[] b) {
        byte[] result = a.clone();
        xorInto(result, b);
        return result;
    }

    private static void xorInto(byte[] target, byte[] other) {
        for (int i = 0; i < target.length; i++) {
            target[i] ^= other[i];
        }
    }

    private Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(hmac);
            mac.init(new SecretKeySpec(key, hmac));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + hmac, e);
        }
    }
}
