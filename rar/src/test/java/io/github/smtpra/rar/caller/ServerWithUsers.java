package io.github.smtpra.rar.caller;

import jakarta.resource.spi.security.PasswordCredential;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.SecurityContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkCompletedException;
import jakarta.resource.spi.work.WorkContextProvider;
import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.PasswordValidationCallback;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A server with users, as WildFly is seen from an adapter: both callbacks count together, a wrong password lets the work run
 * as nobody, and the subject of a right one has an identity and the password in it.
 */
final class ServerWithUsers implements WorkManager {
    private final Map<String, String> passwords;
    private final Executor threads;
    private final ThreadLocal<String> runsAs = ThreadLocal.withInitial(() -> "nobody");

    /** What the server knows a user by. */
    record ServersOwn(String user) {}

    ServerWithUsers(Map<String, String> passwords, Executor threads) {
        this.passwords = passwords;
        this.threads = threads;
    }

    /** As whom the current work runs. */
    String caller() {
        return runsAs.get();
    }

    @Override
    public void scheduleWork(
            Work work, long startTimeout, @Nullable ExecutionContext context, @Nullable WorkListener listener) {
        threads.execute(() -> {
            WorkException failure = done(work);
            if (listener != null) {
                listener.workCompleted(new WorkEvent(this, WorkEvent.WORK_COMPLETED, work, failure));
            }
        });
    }

    @Override
    public void doWork(Work work) throws WorkException {
        WorkException failure = done(work);
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable WorkException done(Work work) {
        try {
            Subject subject = new Subject();
            if (work instanceof WorkContextProvider provider) {
                provider.getWorkContexts().forEach(one -> ((SecurityContext) one)
                        .setupSecurityContext(callbacks -> handle(subject, callbacks), subject, null));
            }
            runsAs.set(subject.getPrivateCredentials(ServersOwn.class).stream()
                    .map(ServersOwn::user)
                    .findFirst()
                    .orElse("nobody"));
            work.run();
            return null;
        } catch (RuntimeException e) {
            return new WorkCompletedException(e);
        } finally {
            runsAs.remove();
        }
    }

    private void handle(Subject subject, Callback[] callbacks) {
        CallerPrincipalCallback principal = only(CallerPrincipalCallback.class, callbacks);
        PasswordValidationCallback validation = only(PasswordValidationCallback.class, callbacks);
        if (principal == null || principal.getName() == null) {
            return;
        }
        if (validation != null) {
            if (!new String(validation.getPassword()).equals(passwords.get(validation.getUsername()))) {
                return;
            }
            validation.setResult(true);
            subject.getPrivateCredentials()
                    .add(new PasswordCredential(validation.getUsername(), validation.getPassword()));
        }
        subject.getPrivateCredentials().add(new ServersOwn(principal.getName()));
    }

    private static <T extends Callback> @Nullable T only(Class<T> type, Callback[] callbacks) {
        return Arrays.stream(callbacks)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void doWork(Work work, long start, @Nullable ExecutionContext context, @Nullable WorkListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long startWork(Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long startWork(Work work, long start, @Nullable ExecutionContext context, @Nullable WorkListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void scheduleWork(Work work) {
        throw new UnsupportedOperationException();
    }
}
