package io.github.smtpra.engine.authentication;

import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.sasl.CramMd5;
import io.github.smtpra.protocol.sasl.Identity;
import io.github.smtpra.protocol.sasl.Question;
import io.github.smtpra.protocol.sasl.ScramHash;
import io.github.smtpra.protocol.sasl.ScramVerifier;
import io.github.smtpra.protocol.sasl.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The users of a text file, a line each ({@link UserEntry}). Looked at anew when the file has changed; while it can not be
 * read, those that were there last stay. Safe for use by many threads: who finds the file changed reads it, and if two do,
 * both read the same.
 */
final class UsersFile implements Authenticator {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");

    private final Path file;
    private final Users.PlainText plainText;
    private final byte[] decoyKey;
    private final Set<Question.Kind> kinds;
    private volatile Loaded loaded;

    /** What was read, and how the file looked then. */
    private record Loaded(FileTime modified, long size, Users users) {}

    /**
     * The users of {@code file}.
     *
     * @param decoyKey a secret of this server, the same at its next start
     * @throws IOException if it can not be read
     */
    UsersFile(Path file, Users.PlainText plainText, byte[] decoyKey) throws IOException {
        this.file = file;
        this.plainText = plainText;
        this.decoyKey = decoyKey.clone();
        this.loaded = load();
        this.kinds = kinds(loaded.users(), plainText);
    }

    private static Set<Question.Kind> kinds(Users users, Users.PlainText plainText) {
        EnumSet<Question.Kind> kinds = EnumSet.of(Question.Kind.PASSWORD);
        if (users.have(ScramHash.SHA_1)) {
            kinds.add(Question.Kind.SCRAM_SHA_1);
        }
        if (users.have(ScramHash.SHA_256) || users.size() == 0) {
            kinds.add(Question.Kind.SCRAM_SHA_256);
        }
        if (plainText == Users.PlainText.TAKEN) {
            kinds.add(Question.Kind.DIGEST);
        }
        return kinds;
    }

    private Loaded load() throws IOException {
        FileTime modified = Files.getLastModifiedTime(file);
        long size = Files.size(file);
        Users users = new Users(Files.readAllLines(file, StandardCharsets.UTF_8), plainText);
        users.badLines()
                .forEach(number -> LOG.log(
                        System.Logger.Level.ERROR,
                        "SMTPRA020 Line " + number + " of usersFile " + file + " is left out; allowed: "
                                + UserEntry.ALLOWED + ", each once for a user"));
        return new Loaded(modified, size, users);
    }

    private Users users() {
        Loaded last = loaded;
        try {
            if (!Files.getLastModifiedTime(file).equals(last.modified()) || Files.size(file) != last.size()) {
                loaded = load();
            }
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "SMTPRA021 usersFile " + file + " can not be read; the users that it had stay: " + e);
        }
        return loaded.users();
    }

    @Override
    public Set<Question.Kind> kinds() {
        return Set.copyOf(kinds);
    }

    @Override
    public Answer answer(Question question, ClientFacts client) {
        Users users = users();
        if (question instanceof Question.FindVerifier asked) {
            ScramVerifier verifier = users.verifier(asked.user(), asked.hash())
                    .orElseGet(() -> decoy(users, asked.user(), asked.hash()));
            return new Answer.Verifier(verifier, identity(users, asked.user()));
        }
        if (question instanceof Question.CheckPassword asked) {
            return answer(users, asked.user(), isPassword(users, asked));
        }
        if (question instanceof Question.CheckDigest asked) {
            return answer(users, asked.user(), isDigest(users, asked));
        }
        return new Answer.Rejected();
    }

    private static Answer answer(Users users, String user, boolean good) {
        return good ? new Answer.Accepted(identity(users, user)) : new Answer.Rejected();
    }

    private static Identity identity(Users users, String user) {
        return new Identity(user, Optional.of(users.groups(user)));
    }

    /** RFC 4954 §9 (SRV-211): a name that nobody has costs the same. */
    private boolean isPassword(Users users, Question.CheckPassword asked) {
        Optional<ScramVerifier> verifier = users.strongest(asked.user());
        Optional<Secret> password = users.password(asked.user());
        boolean matches = verifier.orElseGet(() -> decoy(users, asked.user(), ScramHash.SHA_256))
                .matches(asked.password());
        return verifier.isPresent()
                ? matches
                : password.isPresent() && password.get().equals(asked.password());
    }

    private static boolean isDigest(Users users, Question.CheckDigest asked) {
        Optional<Secret> password = users.password(asked.user());
        String expected = CramMd5.digest(password.orElseGet(() -> new Secret("nobody")), asked.challenge());
        boolean matches = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), asked.digest().getBytes(StandardCharsets.US_ASCII));
        return matches && password.isPresent();
    }

    private ScramVerifier decoy(Users users, String user, ScramHash hash) {
        return ScramVerifier.decoy(decoyKey, user, hash, users.commonIterations());
    }
}
