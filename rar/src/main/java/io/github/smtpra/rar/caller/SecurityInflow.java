package io.github.smtpra.rar.caller;

import io.github.smtpra.protocol.sasl.ScramHash;
import io.github.smtpra.protocol.sasl.ScramVerifier;
import jakarta.resource.spi.work.SecurityContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * The server's word on who is who (Jakarta Connectors §16.4, security inflow). Lives as long as the adapter runs. Safe for
 * use by many threads; blocks them, for a bounded time.
 */
public final class SecurityInflow {
    /** Beside the deliveries of all beans (40 by default) in a pool of 50 threads. */
    private static final int CHECKS_AT_ONCE = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BoundedWork work;

    /** The inflow of the server that {@code workManager} belongs to. */
    public SecurityInflow(WorkManager workManager) {
        this(new BoundedWork(workManager, CHECKS_AT_ONCE, PATIENCE));
    }

    SecurityInflow(BoundedWork work) {
        this.work = work;
    }

    /**
     * Tries whether the server establishes callers. It has to be tried: WildFly says that it supports security contexts,
     * and then fails each work that has one unless the adapter has a security domain that exists.
     *
     * @return the kinds of verifiers that the server's directory may have, often none
     * @throws IOException if it does not; the message says why
     */
    Set<ScramHash> probe() throws IOException {
        return ask(new DirectoryQuestion<>(directory -> {
                    Set<ScramHash> kinds = EnumSet.allOf(ScramHash.class);
                    kinds.removeIf(hash -> !directory.hasVerifiers(hash));
                    return Optional.of(kinds);
                }))
                .orElse(Set.of());
    }

    /**
     * Whether {@code password} is the password of {@code user}: the user if it is; empty if it is not, or there is none.
     *
     * @throws IOException if the server can not tell now, or not in time
     */
    Optional<Caller> check(String user, char[] password) throws IOException {
        PasswordQuestion question = new PasswordQuestion(user, password);
        run(question);
        return question.caller();
    }

    /**
     * What the server keeps of the password of {@code user}.
     *
     * @throws IOException if the server can not tell now, or not in time
     */
    Optional<ScramVerifier> verifier(String user, ScramHash hash) throws IOException {
        return ask(new DirectoryQuestion<>(directory -> directory.verifier(user, hash)));
    }

    /**
     * Finds out whether the directory, where there is one, can say of {@code user} whether it exists.
     *
     * @throws IOException if it can not say now, or not in time
     */
    void tryDirectory(String user) throws IOException {
        ask(new DirectoryQuestion<>(directory -> Optional.of(directory.knows(user))));
    }

    private <T> Optional<T> ask(DirectoryQuestion<T> question) throws IOException {
        run(question);
        return question.answer();
    }

    private void run(SecurityContext context) throws IOException {
        try {
            work.run(new UserWork(new Nothing(), context));
        } catch (WorkException | TimeoutException e) {
            throw new IOException(reason(e), e);
        }
    }

    /** {@code work}, to be done as {@code caller}. */
    public static Work as(Caller caller, Work work) {
        return new UserWork(work, new KnownCaller(caller));
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /** Work that is all context. */
    private static final class Nothing implements Work {
        @Override
        public void run() {}

        @Override
        public void release() {}
    }
}
