package io.github.smtpra.rar.caller;

import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/**
 * A user who has shown to us and not to the server who it is. The server's directory says what it may; where there is none,
 * or the user is not in it, the caller has the name and no role.
 */
record NamedUser(String name) implements Caller {
    @Override
    public void establish(CallbackHandler handler, Subject subject) {
        Callbacks.nobody(handler, subject);
        Optional<Directory> directory = Directory.of(subject);
        // The server takes the first identity that it finds: that of nobody must be gone.
        subject.getPrincipals().clear();
        subject.getPrivateCredentials().clear();
        if (directory.filter(known -> known.establish(name, subject)).isEmpty()) {
            Callbacks.ask(handler, new CallerPrincipalCallback(subject, name));
        }
    }
}
