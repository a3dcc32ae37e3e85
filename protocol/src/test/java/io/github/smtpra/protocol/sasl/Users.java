package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One user, {@code ann}, with the password {@code pencil}, the token {@code good} and a certificate. Of {@code later}
 * nothing can be said now, {@code weak} may not use what is weak, {@code old} has to change the password.
 */
public final class Users {
    static final String NAME = "ann";
    static final Secret PASSWORD = new Secret("pencil");
    private static final byte[] DECOYS = "decoys".getBytes(UTF_8);

    private Users() {}

    /** What is said to {@code question}. */
    public static Answer answer(Question question) {
        return switch (question.claimedUser().orElse("")) {
            case "later" -> new Answer.Unavailable();
            case "weak" -> new Answer.TooWeak();
            case "old" -> new Answer.TransitionNeeded();
            default -> check(question);
        };
    }

    private static Answer check(Question question) {
        if (question instanceof Question.CheckPassword asked) {
            return accepted(asked.user().equals(NAME) && asked.password().equals(PASSWORD));
        }
        if (question instanceof Question.FindVerifier asked) {
            return new Answer.Verifier(verifier(asked.user(), asked.hash()), Identity.of(asked.user()));
        }
        if (question instanceof Question.CheckDigest asked) {
            String expected = CramMd5.digest(PASSWORD, asked.challenge());
            return accepted(asked.user().equals(NAME) && asked.digest().equals(expected));
        }
        if (question instanceof Question.CheckToken asked) {
            return accepted(asked.token().reveal().equals("good"));
        }
        return accepted(true);
    }

    private static Answer accepted(boolean good) {
        return good ? new Answer.Accepted(Identity.of(NAME)) : new Answer.Rejected();
    }

    private static ScramVerifier verifier(String user, ScramHash hash) {
        return user.equals(NAME)
                ? ScramVerifier.of(hash, PASSWORD, new ScramVerifier.Salting(4096, "salt".getBytes(UTF_8)))
                : ScramVerifier.decoy(DECOYS, user, hash, 4096);
    }
}
