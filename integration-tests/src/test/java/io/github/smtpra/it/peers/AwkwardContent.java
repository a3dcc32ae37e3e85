package io.github.smtpra.it.peers;

import java.nio.charset.StandardCharsets;

/** Contents that have come to harm between mail programs: one character for each octet. */
public enum AwkwardContent {
    /** RFC 5321 §4.5.2. */
    DOTS("a\r\n.\r\n..\r\n.b\r\n...\r\n \r\n.\r\n"),

    /** Blank lines at both ends of the body, and two in a row. */
    EMPTY_LINES("\r\n\r\na\r\n\r\n\r\nb\r\n\r\n\r\n"),

    /** RFC 6152: all octets from 0x80 on, and UTF-8. */
    EIGHT_BIT(highOctets() + "\r\n" + utf8("Grüße, добрый день, 今日は") + "\r\n"),

    /** RFC 5321 §4.5.3.1.6: 998 octets and the line's end, beginning with a dot or not. */
    LONG_LINES("x".repeat(998) + "\r\n." + "y".repeat(997) + "\r\n" + "z".repeat(997) + ".\r\n"),

    /** Its last line ends with the content: SMTP can only send it with an end. */
    NO_LAST_LINE_END("a\r\nb"),

    /** A header and nothing else. */
    NO_BODY(""),

    /** Beyond every buffer. */
    LARGE((".".repeat(60) + "\r\n\r\n" + "0123456789abcdef".repeat(60) + "\r\n").repeat(300));

    private static final String HEADER = """
            From: ann@mailbox.example
            To: bob@mailbox.example
            Date: Mon, 23 Nov 2026 12:00:00 +0000
            Message-ID: <%s@mailbox.example>
            Subject: %s
            MIME-Version: 1.0
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: 8bit

            """.replace("\n", "\r\n");

    private final String body;

    AwkwardContent(String body) {
        this.body = body;
    }

    private static String highOctets() {
        StringBuilder octets = new StringBuilder();
        for (char octet = 0x80; octet <= 0xff; octet++) {
            octets.append(octet);
        }
        return octets.toString();
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The content with its header. */
    String text() {
        return HEADER.formatted(name(), name()) + body;
    }

    /** The octets that programs are given. */
    byte[] octets() {
        return octets(text());
    }

    /** The octets with line ends as Unix programs want them. */
    byte[] unixOctets() {
        return octets(text().replace("\r\n", "\n"));
    }

    /** The octets on the wire, with the final dot (RFC 5321 §4.5.2). */
    byte[] wireOctets() {
        return octets(SmtpClient.dotStuffed(delivered()) + ".");
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What must arrive. */
    String delivered() {
        return text().endsWith("\r\n") ? text() : text() + "\r\n";
    }
}
