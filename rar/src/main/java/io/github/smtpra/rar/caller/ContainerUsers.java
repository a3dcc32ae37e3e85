package io.github.smtpra.rar.caller;

import io.github.smtpra.engine.authentication.Authenticator;
import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server's users, for whoever asks for them. Lives as long as the adapter runs. Safe for use by many threads; the first
 * call waits for the server, for a bounded time.
 */
public final class ContainerUsers {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.caller");

    private final SecurityInflow inflow;
    private volatile @Nullable Authenticator found;

    /** The users of the server that {@code workManager} belongs to. */
    public ContainerUsers(WorkManager workManager) {
        this(new SecurityInflow(workManager));
    }

    ContainerUsers(SecurityInflow inflow) {
        this.inflow = inflow;
    }

    /** Who checks them; empty, and the log says why, if the server does not let an adapter do so. */
    public Optional<Authenticator> authenticator() {
        if (found == null) {
            found = tried();
        }
        return Optional.ofNullable(found);
    }

    private @Nullable Authenticator tried() {
        try {
            return new ContainerAuthenticator(inflow, inflow.probe());
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "SMTPRA130 The server does not tell who clients are, so AUTH is not offered: " + e.getMessage()
                            + ". On WildFly, -Dsmtp-ra.securityDomain=... names an Elytron security domain; elsewhere,"
                            + " set authentication to file, or to none");
            return null;
        }
    }
}
