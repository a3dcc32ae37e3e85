package io.github.smtpra.outbox.content;

import java.io.IOException;

/** Takes octets. */
interface ContentSink {
    /** Takes {@code length} octets from {@code offset} on; keeps no reference to the array. */
    void write(byte[] octets, int offset, int length) throws IOException;
}
