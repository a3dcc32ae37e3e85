package io.github.smtpra.api.smtp;

/** What octets the content of a mail may hold (RFC 6152 §2, RFC 3030 §3). */
public enum BodyType {
    /** US-ASCII lines only. */
    SEVEN_BIT("7BIT"),

    /** Lines of any octet. */
    EIGHT_BIT_MIME("8BITMIME"),

    /** Any octets, line ends where they like (RFC 3030 §3). */
    BINARY_MIME("BINARYMIME");

    private final String keyword;

    BodyType(String keyword) {
        this.keyword = keyword;
    }

    /** The value of the {@code BODY} parameter. */
    public String keyword() {
        return keyword;
    }
}
