package io.github.smtpra.engine.authentication;

import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.sasl.Question;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hands each question to the first of several who answers its kind. Immutable. */
final class ByKind implements Authenticator {
    private final Map<Question.Kind, Authenticator> authenticators = new EnumMap<>(Question.Kind.class);

    ByKind(List<Authenticator> several) {
        for (Authenticator one : several) {
            one.kinds().forEach(kind -> authenticators.putIfAbsent(kind, one));
        }
    }

    @Override
    public Set<Question.Kind> kinds() {
        return Set.copyOf(authenticators.keySet());
    }

    @Override
    public Answer answer(Question question, ClientFacts client) {
        Authenticator responsible = authenticators.get(question.kind());
        return responsible == null ? new Answer.Rejected() : responsible.answer(question, client);
    }
}
