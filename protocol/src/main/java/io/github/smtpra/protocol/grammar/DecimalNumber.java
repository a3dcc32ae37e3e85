package io.github.smtpra.protocol.grammar;

/** A number as protocols write it: digits, and no zero that leads. */
public final class DecimalNumber {
    private DecimalNumber() {}

    /**
     * The number that {@code text} writes.
     *
     * @param max the greatest that is allowed, five digits at most
     * @throws SyntaxException if it is none, or greater
     */
    public static int parse(String text, int max) throws SyntaxException {
        boolean digits = !text.isEmpty()
                && text.length() <= 5
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
        if (!digits || Integer.parseInt(text) > max) {
            throw new SyntaxException("A number is ill-formed or too great");
        }
        return Integer.parseInt(text);
    }
}
