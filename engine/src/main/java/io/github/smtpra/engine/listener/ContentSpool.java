package io.github.smtpra.engine.listener;

import io.github.smtpra.protocol.data.SubmittedHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of one mail while it is here: in memory up to a bound, beyond it in a file, so that memory stays flat
 * whatever a mail's size. Written by one thread, then read by any; {@link #close} deletes the file.
 */
final class ContentSpool implements ArrivingContent {
    private static final int FIRST = 4 * 1024;
    private static final int MAX_MEMORY = 64 * 1024;

    private static final String SUFFIX = ".spool";

    /** Names the files of this process: a process id comes again, above all in containers. */
    private static final String OURS = "in-"
            + ProcessHandle.current().pid() + "-"
            + ManagementFactory.getRuntimeMXBean().getStartTime() + "-";

    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");

    private final Path directory;
    private final Optional<SubmittedHeader> header;
    private final MessageDigest digest = sha256();
    private byte[] memory = new byte[FIRST];
    private int inMemory;
    private long size;
    private @Nullable Path file;
    private @Nullable FileChannel channel;
    private @Nullable IOException failure;
    private volatile boolean closed;

    ContentSpool(Path directory) {
        this(directory, Optional.empty());
    }

    /** A spool whose content goes through {@code header} on its way in. */
    ContentSpool(Path directory, Optional<SubmittedHeader> header) {
        this.directory = directory;
        this.header = header;
    }

    @Override
    public Optional<SubmittedHeader> header() {
        return header;
    }

    /** Deletes what a process that was killed has left in {@code directory}; its mails were never acknowledged. */
    static void sweep(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "in-*" + SUFFIX)) {
            for (Path left : files) {
                if (!String.valueOf(left.getFileName()).startsWith(OURS)) {
                    Files.deleteIfExists(left);
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "SMTPRA004 A spool file could not be deleted", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void add(ByteBuffer received) {
        keep(header.map(submitted -> submitted.edit(received)).orElse(received));
    }

    private void keep(ByteBuffer octets) {
        size += octets.remaining();
        digest.update(octets.duplicate());
        if (failure == null) {
            try {
                store(octets);
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    private void store(ByteBuffer octets) throws IOException {
        if (channel == null && inMemory + octets.remaining() <= MAX_MEMORY) {
            int length = octets.remaining();
            if (inMemory + length > memory.length) {
                memory = Arrays.copyOf(memory, Math.min(MAX_MEMORY, Math.max(2 * memory.length, inMemory + length)));
            }
            octets.get(memory, inMemory, length);
            inMemory += length;
            return;
        }
        FileChannel out = channel != null ? channel : openFile();
        while (octets.hasRemaining()) {
            out.write(octets);
        }
    }

    /** What is in memory stays there: the file holds the rest. */
    private FileChannel openFile() throws IOException {
        Files.createDirectories(directory);
        file = Files.createTempFile(directory, OURS, SUFFIX);
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
        return channel;
    }

    /** From now on it lacks the {@code Return-Path} fields that it came with. */
    @Override
    public byte[] finish() throws IOException {
        header.map(SubmittedHeader::end).ifPresent(this::keep);
        if (channel != null) {
            channel.close();
        }
        if (failure != null) {
            throw failure;
        }
        int kept = ReturnPathFields.removeFrom(memory, inMemory);
        size -= inMemory - kept;
        inMemory = kept;
        return digest.digest();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open() throws IOException {
        if (closed) {
            throw new IOException("the mail is no longer here: its bean has returned");
        }
        InputStream head = new ByteArrayInputStream(memory, 0, inMemory);
        return file == null ? head : new SequenceInputStream(head, Files.newInputStream(file));
    }

    @Override
    public void close() throws IOException {
        closed = true;
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        }
    }
}
