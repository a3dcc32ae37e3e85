package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * The client's half of the mechanism PLAIN (RFC 4616): a name and a password, sent as they are. To be used under TLS
 * only. The password shows in nothing but {@link #response()}.
 */
public final class PlainCredentials {
    /** The mechanism's name in {@code AUTH}. */
    public static final String MECHANISM = "PLAIN";

    private final String user;
    private final String password;

    /**
     * The credentials of {@code user}.
     *
     * @throws IllegalArgumentException if one of them is empty or holds NUL, which RFC 4616 §2 uses between them
     */
    public PlainCredentials(String user, String password) {
        this.user = checked("user", user);
        this.password = checked("password", password);
    }

    private static String checked(String what, String value) {
        if (value.isEmpty() || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the " + what + " is empty or holds NUL (RFC 4616 §2)");
        }
        return value;
    }

    /** {@code message = [authzid] UTF8NUL authcid UTF8NUL passwd} (RFC 4616 §2), in base64: safe in a command line. */
    public String response() {
        return Base64.getEncoder().encodeToString(('\0' + user + '\0' + password).getBytes(UTF_8));
    }

    /** The name alone. */
    @Override
    public String toString() {
        return "PLAIN " + user;
    }
}
