package io.github.smtpra.engine.authentication;

import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.sasl.Question;
import java.util.Set;

/** Knows nobody, and answers nothing. */
final class Nobody implements Authenticator {
    @Override
    public Set<Question.Kind> kinds() {
        return Set.of();
    }

    @Override
    public Answer answer(Question question, ClientFacts client) {
        return new Answer.Rejected();
    }
}
