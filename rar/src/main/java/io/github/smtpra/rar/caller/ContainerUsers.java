package io.github.smtpra.rar.caller;

import io.github.smtpra.engine.authentication.Authenticator;
import io.github.smtpra.engine.authentication.Groups;
import io.github.smtpra.protocol.sasl.Identity;
import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The users of the server. Lives as long as the adapter runs. Whether the server lets an adapter check them is tried once,
 * when it is first asked for: WildFly logs an error if it is tried in vain.
 */
public final class ContainerUsers implements Users {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.caller");

    private final SecurityInflow inflow;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CompletableFuture<Optional<Authenticator>> tried = new CompletableFuture<>();

    /** The users of the server that {@code workManager} belongs to. */
    public ContainerUsers(WorkManager workManager) {
        this(new SecurityInflow(workManager));
    }

    ContainerUsers(SecurityInflow inflow) {
        this.inflow = inflow;
    }

    /** Who knows nobody, and the log says why, if the server does not let an adapter check its users. */
    @Override
    public Authenticator authenticator() {
        if (asked.compareAndSet(false, true)) {
            tried.complete(tryOut());
        }
        return tried.join().orElseGet(Authenticator::nobody);
    }

    private Optional<Authenticator> tryOut() {
        try {
            return Optional.of(new ContainerAuthenticator(inflow, inflow.probe()));
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "SMTPRA130 The server does not tell who clients are, so AUTH is not offered for its users: "
                            + e.getMessage() + ". On WildFly, -Dsmtp-ra.securityDomain=... names an Elytron security"
                            + " domain; elsewhere, set authentication to file, or to none");
            return Optional.empty();
        }
    }

    /** What the server says of the user counts, unless a token says itself which groups its user is in. */
    private static Caller named(Identity client) {
        return client.credential().isPresent() ? declared(client) : new NamedUser(client.user());
    }

    static Caller declared(Identity client) {
        Groups groups = client.credential()
                .filter(Groups.class::isInstance)
                .map(Groups.class::cast)
                .orElse(Groups.NONE);
        return new DeclaredUser(client.user(), groups);
    }

    @Override
    public Users declaredByOthers() {
        return new DeclaredUsers(inflow);
    }

    /** Who has shown a token or a certificate is the user of that name; the server has not been asked before. */
    @Override
    public Optional<Caller> caller(Identity client) {
        Optional<Caller> accepted =
                client.credential().filter(Caller.class::isInstance).map(Caller.class::cast);
        return accepted.isPresent() || tried.getNow(Optional.empty()).isEmpty() ? accepted : Optional.of(named(client));
    }
}
