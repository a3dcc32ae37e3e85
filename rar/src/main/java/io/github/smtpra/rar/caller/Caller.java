package io.github.smtpra.rar.caller;

import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/** A user of the server, as whom beans can be called. Lives as long as the session that has authenticated. */
public sealed interface Caller permits AcceptedSubject, NamedUser, DeclaredUser {
    /**
     * Makes {@code subject} this user, and nobody else.
     *
     * @param handler the server's, which wants to be told
     * @param subject the server's, which is nobody yet
     */
    void establish(CallbackHandler handler, Subject subject);
}
