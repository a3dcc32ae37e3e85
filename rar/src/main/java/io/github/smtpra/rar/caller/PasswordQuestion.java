package io.github.smtpra.rar.caller;

import jakarta.resource.spi.work.SecurityContext;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.PasswordValidationCallback;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;

/** Asks the server whether a password is its user's. Asked by the server's thread; read after that has ended. */
final class PasswordQuestion extends SecurityContext {
    private static final long serialVersionUID = 1L;

    private final transient String user;
    private final transient char[] password;
    private transient volatile @Nullable Caller caller;

    PasswordQuestion(String user, char[] password) {
        this.user = user;
        this.password = password;
    }

    /**
     * Both callbacks in one call: apart, the password is found wrong always (password first), or is not looked at and the
     * user taken at his word (principal first).
     */
    @Override
    public void setupSecurityContext(CallbackHandler handler, Subject execution, @Nullable Subject service) {
        PasswordValidationCallback validation = new PasswordValidationCallback(execution, user, password);
        try {
            Callbacks.ask(handler, validation, new CallerPrincipalCallback(execution, user));
            // The work runs in any case, as nobody if the password is wrong: the result alone tells.
            if (validation.getResult()) {
                caller = new AcceptedSubject(user, execution);
            }
        } finally {
            validation.clearPassword();
        }
    }

    /** The user, if the password was right. */
    Optional<Caller> caller() {
        return Optional.ofNullable(caller);
    }
}
