package io.github.smtpra.rar.caller;

import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import java.io.IOException;
import java.security.Principal;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;

/** How the server is told, and asked, who a subject is (Jakarta Connectors §16.4.5). */
final class Callbacks {
    private Callbacks() {}

    /** Servers want to be told of a caller before the subject counts, and "nobody" is one. */
    static void nobody(CallbackHandler handler, Subject subject) {
        ask(handler, new CallerPrincipalCallback(subject, (Principal) null));
    }

    /** All of {@code callbacks} at once: servers see them together or not at all. */
    static void ask(CallbackHandler handler, Callback... callbacks) {
        try {
            handler.handle(callbacks);
        } catch (IOException | UnsupportedCallbackException e) {
            throw new IllegalStateException("the server does not say who the caller is: " + e, e);
        }
    }
}
