package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A password or a token: it shows in {@link #reveal} and in nothing else. Immutable. */
public final class Secret {
    private final String text;

    /** The secret {@code text}. */
    public Secret(String text) {
        this.text = text;
    }

    /** The text itself. Not for logs, exceptions or replies. */
    public String reveal() {
        return text;
    }

    byte[] octets() {
        return text.getBytes(UTF_8);
    }

    /** In a time that does not tell where they differ. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(octets(), that.octets());
    }

    /** The same for all: a hash of a password is a hint. */
    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "(not shown)";
    }
}
