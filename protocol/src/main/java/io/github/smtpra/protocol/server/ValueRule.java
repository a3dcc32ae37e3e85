package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.Optional;

/** The rule of a parameter that must have a value: one that is missing or ill-formed is refused, and changes nothing. */
final class ValueRule<T> implements Extension.ParameterRule<T> {
    private final Note<T> note;
    private final String status;

    private ValueRule(Note<T> note, String status) {
        this.note = note;
        this.status = status;
    }

    /** Reads a value and notes it. */
    interface Note<T> {
        void take(String value, T target) throws SyntaxException, Refusal;
    }

    /** Refuses with {@code 501 5.5.4}: a bad argument (RFC 3463 §3.6). */
    static <T> ValueRule<T> of(Note<T> note) {
        return new ValueRule<>(note, "5.5.4");
    }

    /** Refuses with {@code 501} and {@code status}. */
    static <T> ValueRule<T> of(Note<T> note, String status) {
        return new ValueRule<>(note, status);
    }

    @Override
    public void apply(Optional<String> value, T target) throws Refusal {
        try {
            note.take(value.orElseThrow(() -> new SyntaxException("A parameter needs a value")), target);
        } catch (SyntaxException e) {
            throw new Refusal(Reply.of(501, status, e.why()));
        }
    }

    @Override
    public Reply illFormed() {
        return Reply.of(501, status, "The value of a parameter is empty or ill-formed");
    }

    @Override
    public Reply repeated() {
        return Reply.of(501, status, "Parameter given twice");
    }
}
