package io.github.smtpra.rar.caller;

import javax.security.auth.Subject;

/** A user who has shown to us and not to the server who it is: the server's directory says what it may. */
record NamedUser(String name) implements Caller {
    @Override
    public void establish(Subject subject) {
        Directory.of(subject)
                .orElseThrow(() -> new IllegalStateException("this server has no directory for adapters"))
                .establish(name, subject);
    }
}
