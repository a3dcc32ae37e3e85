package io.github.smtpra.api.smtp;

/** What the texts of RFC 3461 may hold: printable US-ASCII, of a length that fits into its parameter. */
final class ReportText {
    private ReportText() {}

    /**
     * {@code text}, which can neither end a command nor a header field.
     *
     * @param what its name in a complaint
     * @param max characters that it may have once it is xtext
     * @throws IllegalArgumentException if a character is not printable US-ASCII, or there are too many
     */
    static String checked(String what, String text, int max) {
        if (!text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException(what + " has a character that is not printable US-ASCII");
        }
        if (encodedLength(text) > max) {
            throw new IllegalArgumentException(what + " is longer than " + max + " characters as xtext");
        }
        return text;
    }

    /** RFC 3461 §4: a blank, a plus and an equals sign take three characters. */
    private static int encodedLength(String text) {
        return text.chars().map(c -> c == ' ' || c == '+' || c == '=' ? 3 : 1).sum();
    }
}
