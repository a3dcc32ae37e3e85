package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Reply;
import org.jspecify.annotations.Nullable;

/**
 * A chunk that BDAT announces (RFC 3030 §2).
 *
 * @param size its octets
 * @param place whether others follow
 * @param refusal why it is thrown away, if it is
 */
record Chunk(long size, Place place, @Nullable Reply refusal) {
    /** Whether other chunks follow. */
    enum Place {
        MIDDLE,
        LAST
    }

    boolean isLast() {
        return place == Place.LAST;
    }
}
