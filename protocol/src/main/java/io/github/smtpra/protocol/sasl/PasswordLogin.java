package io.github.smtpra.protocol.sasl;

import io.github.smtpra.protocol.grammar.SyntaxException;

/** What PLAIN and LOGIN have in common: a name and a password in the clear become a question. */
final class PasswordLogin {
    private PasswordLogin() {}

    static ServerStep ask(String authzid, String user, String password) {
        try {
            String name = SaslPrep.prepare(user);
            String secret = SaslPrep.prepare(password);
            // RFC 4616 §2 (SRV-220): also what is empty only after preparation fails.
            boolean complete = !name.isEmpty() && !secret.isEmpty();
            if (complete && (authzid.isEmpty() || SaslPrep.prepare(authzid).equals(name))) {
                return new ServerStep.Ask(new Question.CheckPassword(name, new Secret(secret)));
            }
        } catch (SyntaxException e) {
            // RFC 4616 §2: whose preparation fails, fails to authenticate.
            return new ServerStep.Refuse(ServerStep.Cause.REJECTED);
        }
        return new ServerStep.Refuse(ServerStep.Cause.REJECTED);
    }
}
