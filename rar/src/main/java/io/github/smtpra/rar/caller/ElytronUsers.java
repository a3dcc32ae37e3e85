package io.github.smtpra.rar.caller;

import io.github.smtpra.protocol.sasl.ScramHash;
import io.github.smtpra.protocol.sasl.ScramVerifier;
import java.io.IOException;
import java.util.Optional;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.wildfly.security.auth.server.RealmIdentity;
import org.wildfly.security.auth.server.SecurityDomain;
import org.wildfly.security.auth.server.SecurityIdentity;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.password.interfaces.ScramDigestPassword;

/**
 * The users of an Elytron security domain: that of the adapter's work manager, since it is found by the identity that the
 * domain has put into a subject. The one class that knows Elytron; it can not be loaded on other servers.
 */
final class ElytronUsers implements Directory {
    private final SecurityDomain domain;

    private ElytronUsers(SecurityDomain domain) {
        this.domain = domain;
    }

    static Optional<Directory> of(Subject subject) {
        return subject.getPrivateCredentials(SecurityIdentity.class).stream()
                .findFirst()
                .map(identity -> new ElytronUsers(SecurityDomain.forIdentity(identity)));
    }

    @Override
    public boolean hasVerifiers(ScramHash hash) {
        return domain.getCredentialAcquireSupport(PasswordCredential.class, algorithm(hash))
                .mayBeSupported();
    }

    @Override
    public Optional<ScramVerifier> verifier(String user, ScramHash hash) throws IOException {
        RealmIdentity identity = domain.getIdentity(user);
        try {
            return kept(identity.getCredential(PasswordCredential.class, algorithm(hash)), hash);
        } finally {
            identity.dispose();
        }
    }

    private static Optional<ScramVerifier> kept(@Nullable PasswordCredential credential, ScramHash hash) {
        return Optional.ofNullable(credential)
                .map(found -> found.getPassword(ScramDigestPassword.class))
                .filter(found -> found.getIterationCount() >= ScramVerifier.MIN_ITERATIONS)
                .map(found -> ScramVerifier.ofSalted(
                        hash,
                        found.getDigest(),
                        new ScramVerifier.Salting(found.getIterationCount(), found.getSalt())));
    }

    @Override
    public boolean knows(String user) throws IOException {
        RealmIdentity identity = domain.getIdentity(user);
        try {
            return identity.exists();
        } finally {
            identity.dispose();
        }
    }

    @Override
    public boolean establish(String user, Subject subject) {
        try {
            if (!knows(user)) {
                return false;
            }
        } catch (IOException e) {
            throw new IllegalStateException("the directory can not say now who " + user + " is: " + e.getMessage(), e);
        }
        SecurityIdentity identity = domain.getAnonymousSecurityIdentity().createRunAsIdentity(user, false);
        subject.getPrivateCredentials().add(identity);
        return subject.getPrincipals().add(identity.getPrincipal());
    }

    private static String algorithm(ScramHash hash) {
        return switch (hash) {
            case SHA_1 -> ScramDigestPassword.ALGORITHM_SCRAM_SHA_1;
            case SHA_256 -> ScramDigestPassword.ALGORITHM_SCRAM_SHA_256;
        };
    }
}
