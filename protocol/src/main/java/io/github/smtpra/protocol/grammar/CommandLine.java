package io.github.smtpra.protocol.grammar;

import java.util.Locale;

/**
 * A command line without its CRLF: {@code verb [ SP argument ]} (RFC 5321 §4.1.1).
 *
 * @param verb in capitals (RFC 5321 §2.4; SRV-022); empty for an empty line
 * @param argument what follows the verb, without blanks at either end (RFC 5321 §4.1.1 tolerates those at the end;
 *     SRV-041)
 */
public record CommandLine(String verb, String argument) {
    /** Splits {@code line}, whose octets stand one in each character; the argument is read as UTF-8 (RFC 6531 §3.2). */
    public static CommandLine of(String line) {
        // RFC 5321 §4.2 (SRV-049)
        // RFC 5321 §4.1.1 (SRV-041): white space before CRLF is tolerated, tabs too.
        String command = line.substring(0, endOfText(line));
        int blank = command.indexOf(' ');
        return blank < 0
                ? new CommandLine(capitals(command), "")
                : new CommandLine(
                        capitals(command.substring(0, blank)), Utf8.decode(withoutBlanks(command.substring(blank))));
    }

    private static int endOfText(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        return end;
    }

    /** RFC 5321 §2.4 (SRV-022): verbs have no case. */
    private static String capitals(String verb) {
        return verb.toUpperCase(Locale.ROOT);
    }

    /** Blanks only: other white space is a control character, and no command may have one. */
    private static String withoutBlanks(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        return text.substring(start);
    }

    /** Whether the verb has a control character (RFC 5321 §4.1.2). */
    public boolean hasBadVerb() {
        return verb.chars().anyMatch(CommandLine::isControl);
    }

    /** Whether the argument has a control character (RFC 5321 §4.1.2; SRV-069). */
    public boolean hasControlInArgument() {
        return argument.chars().anyMatch(CommandLine::isControl);
    }

    private static boolean isControl(int c) {
        return c < ' ' || c == 127;
    }

    /** Whether the argument has a character outside US-ASCII, or an octet that is none. */
    public boolean hasNonAsciiArgument() {
        return argument.chars().anyMatch(c -> c > 127);
    }
}
