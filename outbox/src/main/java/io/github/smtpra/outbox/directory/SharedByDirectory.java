package io.github.smtpra.outbox.directory;

import io.github.smtpra.outbox.OutboxException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is open once for each real directory and shared by all who acquire it; the last {@link Hold} closes it. Safe for
 * use by many threads. Its lock guards the counts only: opening and closing happen outside of it, and who acquires
 * meanwhile waits for them.
 *
 * @param <T> what is shared
 */
public final class SharedByDirectory<T extends AutoCloseable> {
    private final Map<Path, Use<T>> uses = new HashMap<>();

    /**
     * One user's share.
     *
     * @param <T> what is shared
     */
    public interface Hold<T> extends AutoCloseable {
        /** What is shared. */
        T value();

        /** Gives the share back. A second call does nothing. */
        @Override
        void close();
    }

    /**
     * Opens what is to be shared.
     *
     * @param <T> what is shared
     */
    public interface Opener<T> {
        /** Opens it in {@code directory}, a real path. */
        T open(Path directory) throws OutboxException;
    }

    /**
     * A share of what is open in {@code directory}, which is made if missing; opens it with {@code opener} if this is the
     * first.
     *
     * @throws OutboxException if the directory can not be used, or {@code opener} fails
     */
    public Hold<T> acquire(Path directory, Opener<T> opener) throws OutboxException {
        Path real = realDirectory(directory);
        while (true) {
            Use<T> use = enter(real);
            if (use.closing) {
                use.closed.join();
            } else if (use.opening.compareAndSet(false, true)) {
                return opened(real, use, opener);
            } else {
                return held(real, use);
            }
        }
    }

    private static Path realDirectory(Path directory) throws OutboxException {
        try {
            return Files.createDirectories(directory, forOwnerOnly()).toRealPath();
        } catch (IOException e) {
            throw new OutboxException("The directory " + directory + " can not be made or reached: " + e, e);
        }
    }

    /** What is made here holds people's mail. A directory that exists keeps what its operator gave it. */
    private static FileAttribute<?>[] forOwnerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private synchronized Use<T> enter(Path directory) {
        Use<T> use = uses.computeIfAbsent(directory, d -> new Use<>());
        if (!use.closing) {
            use.users++;
        }
        return use;
    }

    private synchronized boolean leave(Use<T> use) {
        use.users--;
        use.closing = use.users == 0;
        return use.closing;
    }

    private synchronized void forget(Path directory) {
        uses.remove(directory);
    }

    private Hold<T> opened(Path directory, Use<T> use, Opener<T> opener) throws OutboxException {
        try {
            use.opened.complete(opener.open(directory));
        } catch (OutboxException | RuntimeException | Error e) {
            forget(directory);
            use.opened.completeExceptionally(e);
            throw e;
        }
        return held(directory, use);
    }

    private Hold<T> held(Path directory, Use<T> use) throws OutboxException {
        try {
            return new Share(directory, use, use.opened.join());
        } catch (CompletionException e) {
            throw new OutboxException("Somebody else has just failed to open " + directory + ": " + e.getCause(), e);
        }
    }

    private void release(Path directory, Use<T> use) {
        if (!leave(use)) {
            return;
        }
        try {
            use.opened.join().close();
        } catch (Exception e) {
            System.getLogger(SharedByDirectory.class.getName())
                    .log(System.Logger.Level.WARNING, "Closing what is open in " + directory + " failed", e);
        } finally {
            forget(directory);
            use.closed.complete(true);
        }
    }

    /** One open thing. The two plain fields are guarded by the lock of the outer object. */
    private static final class Use<T> {
        final AtomicBoolean opening = new AtomicBoolean();
        final CompletableFuture<T> opened = new CompletableFuture<>();
        final CompletableFuture<Boolean> closed = new CompletableFuture<>();
        int users;
        boolean closing;
    }

    private final class Share implements Hold<T> {
        private final Path directory;
        private final Use<T> use;
        private final T value;
        private final AtomicBoolean given = new AtomicBoolean();

        Share(Path directory, Use<T> use, T value) {
            this.directory = directory;
            this.use = use;
            this.value = value;
        }

        @Override
        public T value() {
            return value;
        }

        @Override
        public void close() {
            if (given.compareAndSet(false, true)) {
                release(directory, use);
            }
        }
    }
}
