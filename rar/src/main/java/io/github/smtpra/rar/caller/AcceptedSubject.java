package io.github.smtpra.rar.caller;

import jakarta.resource.spi.security.PasswordCredential;
import java.security.Principal;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/** What the server has made of a user whose password was right, and not the password. Immutable. */
final class AcceptedSubject implements Caller {
    private final String name;
    private final Set<Principal> principals;
    private final Set<Object> publicCredentials;
    private final Set<Object> privateCredentials;

    AcceptedSubject(String name, Subject subject) {
        this.name = name;
        this.principals = Set.copyOf(subject.getPrincipals());
        this.publicCredentials = Set.copyOf(subject.getPublicCredentials());
        Set<Object> kept = new LinkedHashSet<>(subject.getPrivateCredentials());
        kept.removeIf(PasswordCredential.class::isInstance);
        this.privateCredentials = Set.copyOf(kept);
    }

    @Override
    public void establish(CallbackHandler handler, Subject subject) {
        Callbacks.nobody(handler, subject);
        subject.getPrincipals().clear();
        subject.getPublicCredentials().clear();
        subject.getPrivateCredentials().clear();
        subject.getPrincipals().addAll(principals);
        subject.getPublicCredentials().addAll(publicCredentials);
        subject.getPrivateCredentials().addAll(privateCredentials);
    }

    /** The name, and none of the credentials. */
    @Override
    public String toString() {
        return name;
    }
}
