package io.github.smtpra.outbox;

import io.github.smtpra.outbox.content.ContentDisk;
import io.github.smtpra.outbox.store.Checkpoint;

/**
 * What a test puts in the place of the machine's parts.
 *
 * @param disk where contents are written
 * @param checkpoint who is told of the store's moments
 */
record Surroundings(ContentDisk disk, Checkpoint checkpoint) {
    /** Those of production. */
    static final Surroundings REAL = new Surroundings(ContentDisk.LOCAL, Checkpoint.NONE);
}
