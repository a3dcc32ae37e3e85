package io.github.smtpra.outbox.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right of this process to a directory, held from {@link #take} to {@link #close}. It ends with the process, however
 * that ends. Safe for use by many threads.
 *
 * <p>Where locks are POSIX ones, closing <em>any</em> channel on the lock file gives the process's lock back. A second
 * copy of this class in the same process (another class loader) must therefore not even open the file: a system property
 * named after it, which all copies see, keeps it from doing so.
 */
public final class DirectoryLock implements AutoCloseable {
    private static final String PROPERTY = "io.github.smtpra.outbox.lock:";

    private final FileChannel channel;
    private final String property;

    private DirectoryLock(FileChannel channel, String property) {
        this.channel = channel;
        this.property = property;
    }

    /**
     * Takes the lock.
     *
     * @param file the lock file, made if missing; its directory exists and its path is a real one
     * @throws IOException if somebody else holds it, or the file can not be made; the message names the directory
     */
    public static DirectoryLock take(Path file) throws IOException {
        String property = PROPERTY + file;
        if (System.getProperties().putIfAbsent(property, "held") != null) {
            throw new IOException(file.getParent() + " is in use by another deployment in this process");
        }
        try {
            return new DirectoryLock(lockedChannel(file), property);
        } catch (IOException | RuntimeException e) {
            System.clearProperty(property);
            throw e;
        }
    }

    private static FileChannel lockedChannel(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new IOException(file.getParent() + " is in use by another process");
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Gives the directory free. A second call does nothing. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            System.clearProperty(property);
        }
    }
}
