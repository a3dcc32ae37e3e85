package io.github.smtpra.outbox.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a write must survive once it has returned; each covers those before it. */
enum Durability {
    /** A killed process. Costs no flush. */
    PROCESS_CRASH,
    /** A power failure. */
    POWER_FAILURE,
    /** A power failure, together with the names of the content files that its rows name. */
    POWER_FAILURE_WITH_FILES;

    boolean needsFlush() {
        return this != PROCESS_CRASH;
    }

    /**
     * How a connection flushes now. SQLite changes that only outside of a transaction. NORMAL, not OFF, where no flush is
     * needed: it still flushes the log before a checkpoint overwrites the database, which OFF does not.
     */
    static final class Setting {
        private final Sql sql;
        private @Nullable Boolean flushing;

        Setting(Sql sql) {
            this.sql = sql;
        }

        void apply(Durability durability) throws SQLException {
            if (flushing == null || flushing != durability.needsFlush()) {
                sql.update("PRAGMA synchronous=" + (durability.needsFlush() ? "FULL" : "NORMAL"));
                flushing = durability.needsFlush();
            }
        }
    }
}
