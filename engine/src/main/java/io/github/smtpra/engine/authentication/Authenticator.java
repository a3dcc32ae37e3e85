package io.github.smtpra.engine.authentication;

import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.sasl.Question;
import java.util.Set;

/**
 * Whoever knows the users: a file of them, the identities of a container, an issuer of tokens.
 *
 * <p>Called on the connection's own thread, without locks, by many connections at once. It may block, for a bounded time:
 * no deadline runs meanwhile, and a client waits for its reply. It throws nothing: what can not be decided now is
 * {@link Answer.Unavailable}. A fault that it throws all the same is logged and becomes that answer.
 *
 * <p>How failures are counted, delayed and limited is not its business; nor is the text of replies. That it takes the same
 * time for a name that is not known helps, but is not all that hides which names there are: a refusal is not sent before
 * a fixed time has passed.
 *
 * <p>Of an answer, the {@linkplain io.github.smtpra.protocol.sasl.Identity#credential credential} is carried through the
 * session to each mail that it brings, and is never looked at, logged or serialised on the way. It must not hold the
 * password.
 */
public interface Authenticator {
    /** Who knows nobody. */
    static Authenticator nobody() {
        return new Nobody();
    }

    /**
     * The kinds of question that it can answer: the mechanisms that ask others are not offered. Asked once, when a listener
     * opens.
     */
    Set<Question.Kind> kinds();

    /**
     * The answer to {@code question}, which is of one of its kinds.
     *
     * <ul>
     *   <li>To {@link Question.FindVerifier}: an {@link Answer.Verifier}; for a name that is not known, too (with
     *       {@link io.github.smtpra.protocol.sasl.ScramVerifier#decoy}).
     *   <li>To all others: {@link Answer.Accepted} or {@link Answer.Rejected}.
     *   <li>To all: {@link Answer.Unavailable}, {@link Answer.TooWeak}, {@link Answer.TransitionNeeded}.
     * </ul>
     *
     * @param client where the question comes from
     */
    Answer answer(Question question, ClientFacts client);
}
