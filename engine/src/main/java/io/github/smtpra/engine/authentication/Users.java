package io.github.smtpra.engine.authentication;

import io.github.smtpra.protocol.grammar.SyntaxException;
import io.github.smtpra.protocol.sasl.ScramHash;
import io.github.smtpra.protocol.sasl.ScramVerifier;
import io.github.smtpra.protocol.sasl.Secret;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The users that a file has at one moment. Not changed after construction. */
final class Users {
    /** What new lines have, and names that nobody has where there are no lines. */
    static final int DEFAULT_ITERATIONS = 10_000;

    private final Map<String, User> byName = new HashMap<>();
    private final List<Integer> badLines = new ArrayList<>();

    /** What is known of one user. */
    private static final class User {
        private final Map<ScramHash, ScramVerifier> verifiers = new EnumMap<>(ScramHash.class);
        private Optional<Secret> password = Optional.empty();
        private Optional<Groups> groups = Optional.empty();
    }

    /** Whether passwords may stand in the file as they are. */
    enum PlainText {
        REFUSED,
        TAKEN
    }

    /** Reads the lines; those that are wrong are left out and noted. Lines that are empty or begin with # say nothing. */
    Users(List<String> lines, PlainText plainText) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#") && !add(line, plainText)) {
                badLines.add(i + 1);
            }
        }
    }

    private boolean add(String line, PlainText plainText) {
        try {
            UserEntry entry = UserEntry.parse(line);
            if (entry.user().isEmpty() || entry.password().isPresent() && plainText == PlainText.REFUSED) {
                return false;
            }
            return add(byName.computeIfAbsent(entry.user(), name -> new User()), entry);
        } catch (SyntaxException e) {
            return false;
        }
    }

    /** Twice the same for one user is a mistake that somebody should see. */
    private static boolean add(User user, UserEntry entry) {
        if (entry.verifier().isPresent()) {
            ScramVerifier verifier = entry.verifier().get();
            return user.verifiers.putIfAbsent(verifier.hash(), verifier) == null;
        }
        boolean first = entry.groups().isPresent() ? user.groups.isEmpty() : user.password.isEmpty();
        user.password = user.password.or(entry::password);
        user.groups = user.groups.or(entry::groups);
        return first;
    }

    /** The numbers of the lines that are wrong. */
    List<Integer> badLines() {
        return badLines;
    }

    int size() {
        return byName.size();
    }

    Optional<ScramVerifier> verifier(String name, ScramHash hash) {
        return Optional.ofNullable(byName.get(name)).map(user -> user.verifiers.get(hash));
    }

    /** The strongest verifier of {@code name}, if there is one. */
    Optional<ScramVerifier> strongest(String name) {
        return verifier(name, ScramHash.SHA_256).or(() -> verifier(name, ScramHash.SHA_1));
    }

    /** The password itself, where it is kept. */
    Optional<Secret> password(String name) {
        return Optional.ofNullable(byName.get(name)).flatMap(user -> user.password);
    }

    /** The groups of {@code name}, of which a file may say nothing. */
    Groups groups(String name) {
        return Optional.ofNullable(byName.get(name))
                .flatMap(user -> user.groups)
                .orElse(Groups.NONE);
    }

    /** Whether anybody has a verifier of this kind. */
    boolean have(ScramHash hash) {
        return byName.values().stream().anyMatch(user -> user.verifiers.containsKey(hash));
    }

    /** How often the hash is iterated for most: what a name that nobody has must look like. */
    int commonIterations() {
        Map<Integer, Integer> counts = new HashMap<>();
        byName.values().stream()
                .flatMap(user -> user.verifiers.values().stream())
                .forEach(verifier -> counts.merge(verifier.iterations(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(DEFAULT_ITERATIONS);
    }
}
