package io.github.smtpra.protocol.server;

import java.util.Locale;

/**
 * {@code vrfy = "VRFY" SP String [SP "SMTPUTF8"] CRLF} (RFC 5321 §4.1.1.6, RFC 6531 §3.7.4.2): served, and discloses
 * nothing (RFC 5321 §7.3; SRV-044). So the reply is never one that needs UTF-8 (SRV-275).
 */
final class VrfyCommand implements Command {
    @Override
    public Action run(Session session, String argument) throws Refusal {
        int blank = argument.lastIndexOf(' ');
        String last = argument.substring(blank + 1).toUpperCase(Locale.ROOT);
        boolean utf8 = blank > 0 && last.equals(SmtpUtf8Extension.KEYWORD);
        if (argument.isEmpty()) {
            throw new Refusal(Replies.ARGUMENT_NEEDED);
        }
        if (blank > 0 && last.startsWith(SmtpUtf8Extension.KEYWORD + "=")) {
            throw new Refusal(Replies.NO_VALUE_ALLOWED);
        }
        if (!utf8 && SmtpUtf8Extension.isNeededFor(argument)) {
            throw new Refusal(Replies.EIGHT_BIT_RECIPIENT);
        }
        // RFC 6531 §3.2 (SRV-274): what is no UTF-8 has come as half a surrogate pair.
        if (argument.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new Refusal(Replies.NO_UTF8);
        }
        return new Action.Send(Replies.CANNOT_VERIFY);
    }
}
