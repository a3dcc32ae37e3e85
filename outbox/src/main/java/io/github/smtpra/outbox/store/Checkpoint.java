package io.github.smtpra.outbox.store;

import java.io.IOException;

/**
 * Where a test may count, fail or kill the store. Called on the writer's thread. In production it is {@link #NONE}, and
 * nothing but a test's own code can set another one.
 */
public interface Checkpoint {
    /** Does nothing. */
    Checkpoint NONE = moment -> {};

    /** Moments in the life of a group of writes. */
    enum Moment {
        /** One operation of a group is about to run. */
        OPERATION,
        /** A group that needs no flush is about to be committed. */
        BEFORE_MARK,
        /** It has been, and survives a killed process. */
        AFTER_MARK,
        /** A group is about to be committed with a flush. */
        BEFORE_FLUSH,
        /** It has been, and survives a power failure. */
        AFTER_FLUSH,
        /** A commit has failed, and what may be left of it in the log is about to be overwritten. */
        BEFORE_REPAIR
    }

    /**
     * Called at {@code moment}.
     *
     * @throws IOException to make what would follow fail; not looked at behind a commit
     */
    void reached(Moment moment) throws IOException;
}
