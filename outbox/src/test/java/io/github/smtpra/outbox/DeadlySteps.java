package io.github.smtpra.outbox;

import io.github.smtpra.outbox.content.ContentDisk;
import io.github.smtpra.outbox.store.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the steps of a process, of its store and of its disk, and kills it at the last one. */
final class DeadlySteps implements ContentDisk, Checkpoint {
    private final AtomicInteger left;

    DeadlySteps(int last) {
        left = new AtomicInteger(last);
    }

    void step() {
        if (left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(RandomLife.KILLED);
        }
    }

    @Override
    public void reached(Moment moment) {
        step();
    }

    @Override
    public Writing create(Path file) throws IOException {
        step();
        Writing writing = LOCAL.create(file);
        return new Writing() {
            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                step();
                writing.write(octets, offset, length);
            }

            @Override
            public void close() throws IOException {
                writing.close();
            }
        };
    }

    @Override
    public void force(Path file) throws IOException {
        step();
        LOCAL.force(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step();
        LOCAL.rename(from, to);
        step();
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        step();
        LOCAL.forceDirectory(directory);
    }

    @Override
    public void delete(Path file) throws IOException {
        step();
        LOCAL.delete(file);
    }
}
