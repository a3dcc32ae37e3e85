package io.github.smtpra.engine.listener;

import io.github.smtpra.protocol.data.SubmittedHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The content of one mail while it is here. Written by one thread, then read by any; {@link #close} forgets it. */
interface ArrivingContent extends AutoCloseable {
    /** Adds octets. A failure is kept for {@link #finish}: the client goes on sending all the same. */
    void add(ByteBuffer octets);

    /**
     * The content is complete.
     *
     * @return the digest of all of it, as it came
     * @throws IOException if not all of it could be kept
     */
    byte[] finish() throws IOException;

    /** Octets of what {@link #open} reads. */
    long size();

    /** The header of a submission; empty for mail that has come from another server. */
    default Optional<SubmittedHeader> header() {
        return Optional.empty();
    }

    /** A stream of its own over the content; only between {@link #finish} and {@link #close}. */
    InputStream open() throws IOException;

    @Override
    void close() throws IOException;
}
