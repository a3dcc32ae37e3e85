package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.store.OperatorStore.Pause;
import java.sql.SQLException;

/** What operators have set for the whole queue. */
final class SettingRows {
    private SettingRows() {}

    static boolean isPaused(Sql sql) throws SQLException {
        return sql.first("SELECT value FROM setting WHERE name = 'paused'", row -> true)
                .isPresent();
    }

    static void pause(Sql sql, Pause pause) throws SQLException {
        sql.update("DELETE FROM setting WHERE name = 'paused'");
        if (pause == Pause.PAUSED) {
            sql.update("INSERT INTO setting (name, value) VALUES ('paused', 'yes')");
        }
    }
}
