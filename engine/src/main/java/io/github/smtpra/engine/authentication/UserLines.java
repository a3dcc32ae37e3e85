package io.github.smtpra.engine.authentication;

import io.github.smtpra.protocol.grammar.SyntaxException;
import io.github.smtpra.protocol.sasl.SaslPrep;
import io.github.smtpra.protocol.sasl.ScramHash;
import io.github.smtpra.protocol.sasl.ScramVerifier;
import io.github.smtpra.protocol.sasl.ScramVerifier.Salting;
import io.github.smtpra.protocol.sasl.Secret;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes lines for the file of users: {@code java -cp smtp-ra.jar io.github.smtpra.engine.authentication.UserLines ann}. The
 * password is asked for, or read from standard input, and never an argument: others see those.
 */
public final class UserLines {
    private static final int SALT_OCTETS = 16;

    private UserLines() {}

    /** Prints the lines of the user that the argument names. */
    @SuppressWarnings("SystemOut") // A command's result.
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("Usage: UserLines USER; the password is asked for, or read from standard input");
            System.exit(2);
        }
        try {
            lines(arguments[0], new Secret(password())).forEach(System.out::println);
        } catch (SyntaxException e) {
            System.err.println("The user or the password can not be used: " + e.why());
            System.exit(1);
        }
    }

    @SuppressWarnings("SystemConsoleNull") // On Java 17 there may be none.
    private static String password() throws IOException {
        Console console = System.console();
        if (console != null) {
            char[] typed = console.readPassword("Password: ");
            return typed == null ? "" : new String(typed);
        }
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }

    /**
     * A line for each hash function, salted anew.
     *
     * @throws SyntaxException if the user or the password is empty, or has a character that is prohibited (RFC 4013)
     */
    static List<String> lines(String user, Secret password) throws SyntaxException {
        String name = SaslPrep.prepare(user);
        Secret prepared = new Secret(SaslPrep.prepare(password.reveal()));
        if (name.isEmpty()
                || name.startsWith("#")
                || name.contains(":{")
                || prepared.reveal().isEmpty()) {
            throw new SyntaxException("empty, or of a form that the file can not hold");
        }
        List<String> lines = new ArrayList<>();
        List<ScramHash> strongestFirst = new ArrayList<>(Arrays.asList(ScramHash.values()));
        strongestFirst.sort((one, other) -> other.compareTo(one));
        for (ScramHash hash : strongestFirst) {
            byte[] salt = new byte[SALT_OCTETS];
            new SecureRandom().nextBytes(salt);
            ScramVerifier verifier = ScramVerifier.of(hash, prepared, new Salting(Users.DEFAULT_ITERATIONS, salt));
            lines.add(UserEntry.line(name, verifier));
        }
        return lines;
    }
}
