package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.store.Dialect.Flushing;
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

    /** How a connection flushes now; changed only when it must be, and outside of a transaction. */
    static final class Setting {
        private final Sql sql;
        private final Dialect dialect;
        private @Nullable Boolean flushing;

        Setting(Sql sql, Dialect dialect) {
            this.sql = sql;
            this.dialect = dialect;
        }

        void apply(Durability durability) throws SQLException {
            if (flushing == null || flushing != durability.needsFlush()) {
                dialect.flushing(sql, durability.needsFlush() ? Flushing.AT_COMMIT : Flushing.LATER);
                flushing = durability.needsFlush();
            }
        }
    }
}
