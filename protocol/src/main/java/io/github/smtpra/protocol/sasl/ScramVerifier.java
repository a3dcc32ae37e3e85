package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a server keeps of a password (RFC 5802 §3): enough to check it, not enough to log in with elsewhere. Immutable. Its
 * keys show nowhere but to who asks for them.
 */
public final class ScramVerifier {
    /** RFC 7677 §4: below that a client gives up, and should. */
    public static final int MIN_ITERATIONS = 4096;

    private static final byte[] CLIENT_KEY = "Client Key".getBytes(US_ASCII);
    private static final byte[] SERVER_KEY = "Server Key".getBytes(US_ASCII);
    private static final int DECOY_SALT = 16;

    private final ScramHash hash;
    private final int iterations;
    private final byte[] salt;
    private final byte[] storedKey;
    private final byte[] serverKey;

    /**
     * A verifier of its parts.
     *
     * @param hash whose length the keys have
     * @param salting iterations, 4096 at least, and a salt that is not empty
     * @throws IllegalArgumentException if a part is out of range
     */
    public ScramVerifier(ScramHash hash, Salting salting, byte[] storedKey, byte[] serverKey) {
        if (storedKey.length != hash.length() || serverKey.length != hash.length()) {
            throw new IllegalArgumentException("a key of " + hash.mechanism() + " has " + hash.length() + " octets");
        }
        this.hash = hash;
        this.iterations = salting.iterations();
        this.salt = salting.salt().clone();
        this.storedKey = storedKey.clone();
        this.serverKey = serverKey.clone();
    }

    /**
     * How a password is salted.
     *
     * @param iterations 4096 at least
     * @param salt not empty
     */
    @SuppressWarnings("ArrayRecordComponent") // Nothing compares them.
    public record Salting(int iterations, byte[] salt) {
        /** Checks the ranges. */
        public Salting {
            if (iterations < MIN_ITERATIONS || salt.length == 0) {
                throw new IllegalArgumentException("4096 iterations at least and a salt are needed (RFC 7677 §4)");
            }
        }
    }

    /** The verifier of {@code password}, which is prepared. */
    public static ScramVerifier of(ScramHash hash, Secret password, Salting salting) {
        byte[] salted = hash.saltedPassword(password.octets(), salting.salt(), salting.iterations());
        byte[] storedKey = hash.hash(hash.hmac(salted, CLIENT_KEY));
        return new ScramVerifier(hash, salting, storedKey, hash.hmac(salted, SERVER_KEY));
    }

    /**
     * A verifier for somebody who does not exist: the same for the same name, and no password fits. Without it the reply
     * to a name would tell whether it is known (RFC 5802 §9; SRV-211).
     *
     * @param key a secret of this server
     * @param iterations as those of real users
     */
    public static ScramVerifier decoy(byte[] key, String user, ScramHash hash, int iterations) {
        byte[] seed = hash.hmac(key, user.getBytes(UTF_8));
        byte[] salt = Arrays.copyOf(hash.hmac(seed, new byte[] {1}), DECOY_SALT);
        byte[] storedKey = hash.hmac(seed, new byte[] {2});
        return new ScramVerifier(hash, new Salting(iterations, salt), storedKey, hash.hmac(seed, new byte[] {3}));
    }

    /** {@code SaltedPassword} of a client becomes {@code ClientKey}. */
    static byte[] clientKey(ScramHash hash, byte[] saltedPassword) {
        return hash.hmac(saltedPassword, CLIENT_KEY);
    }

    /** {@code SaltedPassword} of a client becomes {@code ServerKey}. */
    static byte[] serverKey(ScramHash hash, byte[] saltedPassword) {
        return hash.hmac(saltedPassword, SERVER_KEY);
    }

    /** Whether {@code password}, which need not be prepared, is the one; takes the same time either way. */
    public boolean matches(Secret password) {
        try {
            String prepared = SaslPrep.prepare(password.reveal());
            Secret nonEmpty = new Secret(prepared.isEmpty() ? "\0" : prepared);
            return MessageDigest.isEqual(of(hash, nonEmpty, new Salting(iterations, salt)).storedKey, storedKey);
        } catch (SyntaxException e) {
            return false;
        }
    }

    /** RFC 5802 §3: whether {@code ClientProof XOR ClientSignature} hashes to what is stored. */
    boolean proves(byte[] proof, byte[] authMessage) {
        if (proof.length != hash.length()) {
            return false;
        }
        byte[] clientKey = ScramHash.xor(proof, hash.hmac(storedKey, authMessage));
        return MessageDigest.isEqual(hash.hash(clientKey), storedKey);
    }

    byte[] serverSignature(byte[] authMessage) {
        return hash.hmac(serverKey, authMessage);
    }

    /** Its hash function. */
    public ScramHash hash() {
        return hash;
    }

    /** How often the hash is iterated. */
    public int iterations() {
        return iterations;
    }

    /** The salt. */
    public byte[] salt() {
        return salt.clone();
    }

    /** For storing it. */
    public byte[] storedKey() {
        return storedKey.clone();
    }

    /** For storing it. */
    public byte[] serverKey() {
        return serverKey.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScramVerifier that
                && hash == that.hash
                && iterations == that.iterations
                && Arrays.equals(salt, that.salt)
                && MessageDigest.isEqual(storedKey, that.storedKey)
                && MessageDigest.isEqual(serverKey, that.serverKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(salt);
    }

    /** Without salt and keys. */
    @Override
    public String toString() {
        return hash.mechanism() + " verifier of " + iterations + " iterations";
    }
}
