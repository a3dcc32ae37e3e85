package io.github.smtpra.protocol.data;

import java.nio.ByteBuffer;

/** Takes content off the wire, in one of the two ways that there are. Not for use by several threads. */
public interface ContentReader {
    /**
     * Takes octets from {@code input}.
     *
     * @param input a buffer with an accessible array, positioned at what was received
     * @return a piece of the content, sharing the buffer's array and possibly empty; call again until the buffer has
     *     nothing left or {@link #isAtEnd()}
     */
    ByteBuffer read(ByteBuffer input);

    /** Whether the end has been read; what is left in the buffer then are commands (SRV-122, SRV-160). */
    boolean isAtEnd();

    /** Whether the content so far has a CR or LF that stands alone where it may not. */
    boolean isAmbiguous();
}
