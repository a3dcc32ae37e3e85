package io.github.smtpra.rar.caller;

import io.github.smtpra.engine.authentication.Groups;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/**
 * A user whom a file, a token or a certificate has named, and not the server: the name and the groups are theirs alone. A
 * user of the server that has the same name is somebody else, and lends no roles.
 */
record DeclaredUser(String name, Groups groups) implements Caller {
    @Override
    public void establish(CallbackHandler handler, Subject subject) {
        Callbacks.nobody(handler, subject);
        // The server takes the first identity that it finds: that of nobody must be gone.
        subject.getPrincipals().clear();
        subject.getPrivateCredentials().clear();
        Callbacks.ask(
                handler,
                new CallerPrincipalCallback(subject, name),
                new GroupPrincipalCallback(subject, groups.names().toArray(new String[0])));
    }
}
