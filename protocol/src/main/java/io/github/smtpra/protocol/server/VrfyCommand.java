package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Mailbox;

/** {@code vrfy = "VRFY" SP String CRLF} (RFC 5321 §4.1.1.6): served, and discloses nothing (RFC 5321 §7.3). */
final class VrfyCommand implements Command {
    @Override
    public Action run(Session session, String argument) throws Refusal {
        if (argument.isEmpty()) {
            throw new Refusal(Replies.ARGUMENT_NEEDED);
        }
        checkMailbox(argument);
        return new Action.Send(Replies.CANNOT_VERIFY); // RFC 5321 §7.3 (SRV-044)
    }

    /** {@code String = Atom / Quoted-string}; a mailbox is both, with brackets or without. A name is anything else. */
    private static void checkMailbox(String argument) throws Refusal {
        boolean inBrackets = argument.startsWith("<") || argument.endsWith(">");
        String text = inBrackets && argument.length() > 1 ? argument.substring(1, argument.length() - 1) : argument;
        boolean whole = argument.startsWith("<") == argument.endsWith(">");
        if (!whole || text.indexOf('@') >= 0 && !isMailbox(text)) {
            throw new Refusal(Replies.badRecipient("Syntax: VRFY, and a mailbox or a name"));
        }
    }

    private static boolean isMailbox(String text) {
        try {
            Mailbox.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
