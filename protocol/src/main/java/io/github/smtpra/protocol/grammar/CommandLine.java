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
        int blank = line.indexOf(' ');
        return blank < 0
                ? new CommandLine(line.toUpperCase(Locale.ROOT), "")
                : new CommandLine(
                        line.substring(0, blank).toUpperCase(Locale.ROOT),
                        Utf8.decode(line.substring(blank).strip()));
    }

    /** Whether the argument has a character outside US-ASCII, or an octet that is none. */
    public boolean hasNonAsciiArgument() {
        return argument.chars().anyMatch(c -> c > 127);
    }
}
