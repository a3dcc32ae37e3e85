package io.github.smtpra.rar.caller;

import jakarta.resource.spi.work.SecurityContext;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
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
        caller.establish(handler, execution);
    }
}
