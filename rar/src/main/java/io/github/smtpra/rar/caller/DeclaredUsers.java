package io.github.smtpra.rar.caller;

import io.github.smtpra.engine.authentication.Authenticator;
import io.github.smtpra.protocol.sasl.Identity;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The callers of a listener whose users a file, an issuer of tokens or an authority of certificates knows. Lives as long as
 * the activation. Whether the server lets an adapter say who calls is tried once, when the listener opens; where it does
 * not, they log in all the same, and nobody calls the bean.
 */
final class DeclaredUsers implements Users {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.caller");

    private final SecurityInflow inflow;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CompletableFuture<Boolean> tried = new CompletableFuture<>();

    DeclaredUsers(SecurityInflow inflow) {
        this.inflow = inflow;
    }

    /** The server answers for nobody here. */
    @Override
    public Authenticator authenticator() {
        if (asked.compareAndSet(false, true)) {
            tried.complete(isLetIn());
        }
        return Authenticator.nobody();
    }

    private boolean isLetIn() {
        try {
            inflow.probe();
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "SMTPRA132 The server does not take an adapter's word on who calls, so users log in, and beans are"
                            + " called by nobody: "
                            + e.getMessage()
                            + ". On WildFly, -Dsmtp-ra.securityDomain=... names an Elytron security domain");
            return false;
        }
    }

    @Override
    public Optional<Caller> caller(Identity client) {
        return tried.getNow(false) ? Optional.of(ContainerUsers.declared(client)) : Optional.empty();
    }

    @Override
    public Users declaredByOthers() {
        return this;
    }
}
