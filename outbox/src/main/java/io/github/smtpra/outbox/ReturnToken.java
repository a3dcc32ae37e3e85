package io.github.smtpra.outbox;

import io.github.smtpra.api.smtp.ReversePath;

/**
 * What a notification about a mail is recognised by when it comes back: a secret that only those know whom the mail has
 * passed. Shown by no log.
 *
 * @param value the secret, unique to the mail
 * @param sender the reverse path that the sender has named; the mail's own has the secret in it
 */
public record ReturnToken(String value, ReversePath sender) {
    @Override
    public String toString() {
        return "a token for " + sender;
    }
}
