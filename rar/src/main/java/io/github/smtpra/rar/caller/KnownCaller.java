package io.github.smtpra.rar.caller;

import jakarta.resource.spi.work.SecurityContext;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import java.io.IOException;
import java.security.Principal;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;

/** Establishes a user who has been accepted before, without the password. */
final class KnownCaller extends SecurityContext {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;

    KnownCaller(Caller caller) {
        this.caller = caller;
    }

    @Override
    public void setupSecurityContext(CallbackHandler handler, Subject execution, @Nullable Subject service) {
        nobody(handler, execution);
        caller.establish(execution);
    }

    /** Servers want to be told of a caller before the subject counts, and "nobody" is one. */
    static void nobody(CallbackHandler handler, Subject execution) {
        ask(handler, new CallerPrincipalCallback(execution, (Principal) null));
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
