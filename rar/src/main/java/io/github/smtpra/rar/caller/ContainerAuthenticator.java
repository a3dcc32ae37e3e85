package io.github.smtpra.rar.caller;

import io.github.smtpra.engine.authentication.Authenticator;
import io.github.smtpra.engine.authentication.ClientFacts;
import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.sasl.Identity;
import io.github.smtpra.protocol.sasl.Question;
import io.github.smtpra.protocol.sasl.ScramHash;
import io.github.smtpra.protocol.sasl.ScramVerifier;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The users of the server: passwords by the standard security inflow, so that whatever the server checks them with counts;
 * SCRAM where its directory has verifiers. Safe for use by many threads.
 *
 * <p>The credential of an accepted identity is a {@link Caller}: with it the bean is called.
 */
final class ContainerAuthenticator implements Authenticator {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.caller");
    private static final int DECOY_KEY = 32;

    private final SecurityInflow inflow;
    private final Set<Question.Kind> kinds;
    private final byte[] decoyKey = new byte[DECOY_KEY];

    /**
     * The users of the server behind {@code inflow}.
     *
     * @param verifiers the kinds of verifiers that its directory has
     */
    ContainerAuthenticator(SecurityInflow inflow, Set<ScramHash> verifiers) {
        this.inflow = inflow;
        this.kinds = EnumSet.of(Question.Kind.PASSWORD);
        if (verifiers.contains(ScramHash.SHA_256)) {
            kinds.add(Question.Kind.SCRAM_SHA_256);
        }
        if (verifiers.contains(ScramHash.SHA_1)) {
            kinds.add(Question.Kind.SCRAM_SHA_1);
        }
        new SecureRandom().nextBytes(decoyKey);
    }

    @Override
    public Set<Question.Kind> kinds() {
        return Set.copyOf(kinds);
    }

    @Override
    public Answer answer(Question question, ClientFacts client) {
        try {
            return answer(question);
        } catch (IOException e) {
            // RFC 4954 §6 (SRV-226): 454, and not the 535 that sends people to change their passwords.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "SMTPRA131 The server could not say who a client is: " + e.getMessage());
            return new Answer.Unavailable();
        }
    }

    private Answer answer(Question question) throws IOException {
        if (question instanceof Question.CheckPassword check) {
            return password(check);
        }
        if (question instanceof Question.FindVerifier find) {
            return verifier(find);
        }
        return new Answer.Rejected();
    }

    private Answer password(Question.CheckPassword check) throws IOException {
        char[] password = check.password().reveal().toCharArray();
        Optional<Caller> caller = inflow.check(check.user(), password);
        if (caller.isEmpty()) {
            // To the standard callbacks a directory that is out of order is a wrong password; this throws.
            inflow.tryDirectory(check.user());
            return new Answer.Rejected();
        }
        return new Answer.Accepted(identity(check.user(), caller.get()));
    }

    private Answer verifier(Question.FindVerifier find) throws IOException {
        Optional<ScramVerifier> found = inflow.verifier(find.user(), find.hash());
        ScramVerifier verifier = found.orElseGet(
                () -> ScramVerifier.decoy(decoyKey, find.user(), find.hash(), ScramVerifier.MIN_ITERATIONS));
        return new Answer.Verifier(verifier, identity(find.user(), new NamedUser(find.user())));
    }

    private static Identity identity(String user, Caller caller) {
        return new Identity(user, Optional.of(caller));
    }
}
