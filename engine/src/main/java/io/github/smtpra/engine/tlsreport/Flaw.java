package io.github.smtpra.engine.tlsreport;

/**
 * What is wrong with a session.
 *
 * @param type in the words of RFC 8460 §4.3
 * @param reason in words for people, one line; may be empty
 */
public record Flaw(ResultType type, String reason) {
    private static final int LONGEST = 200;

    /** Keeps of the reason what may be told: it can have words of a peer in it. */
    public Flaw {
        reason = clean(reason);
    }

    /** {@code text} without control characters and surrogates (RFC 7493 §2.1), and not too long. */
    static String clean(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
                .forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }
}
