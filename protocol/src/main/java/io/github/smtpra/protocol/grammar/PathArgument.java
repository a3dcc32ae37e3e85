package io.github.smtpra.protocol.grammar;

import io.github.smtpra.api.smtp.DomainSyntax;
import io.github.smtpra.api.smtp.Mailbox;

/**
 * The argument of MAIL or RCPT, taken apart (RFC 5321 §4.1.1.2, §4.1.1.3):
 * {@code ("FROM:" / "TO:") path [SP parameters]}.
 *
 * @param path what stands between the angle brackets, its source route dropped
 * @param parameters what follows, for {@link Parameter#parseAll}
 */
public record PathArgument(String path, String parameters) {
    /**
     * Reads {@code argument}.
     *
     * @param label {@code FROM} or {@code TO}
     * @throws SyntaxException if it is not of that form; the path itself is not judged yet
     */
    public static PathArgument parse(String label, String argument) throws SyntaxException {
        String rest = afterLabel(label, argument);
        int end = endOfPath(rest);
        return new PathArgument(withoutRoute(rest.substring(1, end)), rest.substring(end + 1));
    }

    /**
     * Blanks on either side of the colon are tolerated: devices send them, and they mean nothing else (SRV-071,
     * SRV-073).
     */
    private static String afterLabel(String label, String argument) throws SyntaxException {
        int colon = argument.indexOf(':');
        if (colon < 0 || !argument.substring(0, colon).strip().equalsIgnoreCase(label)) {
            throw new SyntaxException("Syntax: " + label + ":<address>");
        }
        String rest = argument.substring(colon + 1).strip();
        if (!rest.startsWith("<")) {
            throw new SyntaxException("The address must stand in angle brackets");
        }
        return rest;
    }

    /** The place of the bracket that closes the path; one inside a quoted string does not (SRV-067). */
    private static int endOfPath(String text) throws SyntaxException {
        boolean quoted = false;
        for (int i = 1; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '"' -> quoted = !quoted;
                case '\\' -> i++;
                case '>' -> {
                    if (!quoted) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        throw new SyntaxException("The address has no closing bracket, or an open quote");
    }

    /**
     * {@code Path = "<" [ A-d-l ":" ] Mailbox ">"}; {@code A-d-l = At-domain *( "," At-domain )}. A route is read and
     * has no effect (RFC 5321 Appendix C, F.2; SRV-063).
     */
    private static String withoutRoute(String path) throws SyntaxException {
        if (!path.startsWith("@")) {
            return path;
        }
        int colon = path.indexOf(':');
        if (colon < 0) {
            throw new SyntaxException("The source route does not end");
        }
        for (String hop : path.substring(0, colon).split(",", -1)) {
            if (!hop.startsWith("@") || !DomainSyntax.isInternationalDomain(hop.substring(1))) {
                throw new SyntaxException("The source route is ill-formed");
            }
        }
        return path.substring(colon + 1);
    }

    /** The path as a mailbox. */
    public Mailbox mailbox() throws SyntaxException {
        return mailbox(path);
    }

    /**
     * The path as the forward path of RCPT: {@code "<Postmaster>" / Path}.
     *
     * @param localDomain the domain of a postmaster that stands alone (RFC 5321 §4.5.1; SRV-062)
     */
    public Mailbox mailboxOrPostmaster(String localDomain) throws SyntaxException {
        return mailbox(path.equalsIgnoreCase("postmaster") ? path + "@" + localDomain : path);
    }

    private static Mailbox mailbox(String text) throws SyntaxException {
        try {
            return Mailbox.parse(text);
        } catch (IllegalArgumentException e) {
            throw new SyntaxException("Bad address: " + e.getMessage());
        }
    }
}
