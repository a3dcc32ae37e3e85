package io.github.smtpra.engine.authentication;

import io.github.smtpra.protocol.grammar.SyntaxException;
import io.github.smtpra.protocol.sasl.Base64Text;
import io.github.smtpra.protocol.sasl.SaslPrep;
import io.github.smtpra.protocol.sasl.ScramHash;
import io.github.smtpra.protocol.sasl.ScramVerifier;
import io.github.smtpra.protocol.sasl.ScramVerifier.Salting;
import io.github.smtpra.protocol.sasl.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A line of the file of users:
 *
 * <pre>
 *   user:{SCRAM-SHA-256}iterations$salt$storedkey$serverkey
 *   user:{SCRAM-SHA-1}iterations$salt$storedkey$serverkey
 *   user:{PLAIN}password
 *   user:{GROUPS}group,group
 * </pre>
 *
 * <p>Salt and keys are in base64 (RFC 5802 §3). One line holds one of these.
 *
 * @param user prepared (RFC 4013)
 * @param verifier of the password
 * @param password itself, prepared; for CRAM-MD5 alone
 * @param groups that the user is in
 */
record UserEntry(String user, Optional<ScramVerifier> verifier, Optional<Secret> password, Optional<Groups> groups) {
    /** What is allowed, for messages. */
    static final String ALLOWED =
            "user:{SCRAM-SHA-256}iterations$salt$storedkey$serverkey with 4096 iterations or more,"
                    + " the same with {SCRAM-SHA-1}, user:{GROUPS}group,group, and user:{PLAIN}password where CRAM-MD5 is"
                    + " switched on";

    private static final String PLAIN = "PLAIN";
    private static final String GROUPS = "GROUPS";
    private static final int PARTS = 4;

    /**
     * Reads a line.
     *
     * @throws SyntaxException if it is not of that form; names nothing of it
     */
    static UserEntry parse(String line) throws SyntaxException {
        int open = line.indexOf(":{");
        int close = line.indexOf('}', open + 1);
        if (open < 1 || close < 0) {
            throw bad();
        }
        String user = SaslPrep.prepare(line.substring(0, open));
        String scheme = line.substring(open + 2, close);
        String rest = line.substring(close + 1);
        if (scheme.equals(PLAIN)) {
            return ofPassword(user, SaslPrep.prepare(rest));
        }
        if (scheme.equals(GROUPS)) {
            return ofGroups(user, Groups.of(List.of(rest.split(","))));
        }
        ScramHash hash = Arrays.stream(ScramHash.values())
                .filter(one -> one.mechanism().equals(scheme))
                .findFirst()
                .orElseThrow(UserEntry::bad);
        return new UserEntry(
                user, Optional.of(verifier(hash, rest.split("\\$", -1))), Optional.empty(), Optional.empty());
    }

    private static UserEntry ofPassword(String user, String password) throws SyntaxException {
        if (password.isEmpty()) {
            throw bad();
        }
        return new UserEntry(user, Optional.empty(), Optional.of(new Secret(password)), Optional.empty());
    }

    private static UserEntry ofGroups(String user, Groups groups) throws SyntaxException {
        if (groups.names().isEmpty()) {
            throw bad();
        }
        return new UserEntry(user, Optional.empty(), Optional.empty(), Optional.of(groups));
    }

    private static ScramVerifier verifier(ScramHash hash, String... parts) throws SyntaxException {
        if (parts.length != PARTS || !parts[0].matches("\\d{1,8}")) {
            throw bad();
        }
        try {
            Salting salting = new Salting(Integer.parseInt(parts[0]), Base64Text.decode(parts[1]));
            return new ScramVerifier(hash, salting, Base64Text.decode(parts[2]), Base64Text.decode(parts[3]));
        } catch (IllegalArgumentException e) {
            throw bad();
        }
    }

    private static SyntaxException bad() {
        return new SyntaxException("Not a user");
    }

    /** The line of a user with a verifier. */
    static String line(String user, ScramVerifier verifier) {
        return user + ":{" + verifier.hash().mechanism() + "}" + verifier.iterations()
                + "$" + Base64Text.encode(verifier.salt())
                + "$" + Base64Text.encode(verifier.storedKey())
                + "$" + Base64Text.encode(verifier.serverKey());
    }
}
