package io.github.smtpra.outbox.store;

import java.util.List;
import java.util.stream.Stream;

/** The steps from older formats of the SQLite file. */
final class SqliteUpgrade {
    /** RFC 3461 §4: null, as nothing was said. */
    static final List<String> FROM_1_TO_2 = List.of(
            "ALTER TABLE message ADD COLUMN ret TEXT",
            "ALTER TABLE message ADD COLUMN envid TEXT",
            "ALTER TABLE recipient ADD COLUMN notify TEXT",
            "ALTER TABLE recipient ADD COLUMN orcpt TEXT");

    /** Nothing was asked for; the domain is what stands behind the last at sign. */
    private static final List<String> COLUMNS_OF_3 = List.of(
            "ALTER TABLE message ADD COLUMN smtputf8 INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE message ADD COLUMN requiretls INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE message ADD COLUMN priority INTEGER",
            "ALTER TABLE message ADD COLUMN rank INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE message ADD COLUMN by_deadline INTEGER",
            "ALTER TABLE message ADD COLUMN by_mode TEXT",
            "ALTER TABLE message ADD COLUMN hold_until INTEGER",
            "ALTER TABLE message ADD COLUMN submitter TEXT",
            "ALTER TABLE message ADD COLUMN idempotency_key TEXT",
            "ALTER TABLE message ADD COLUMN route TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE message ADD COLUMN when_uncertain TEXT NOT NULL DEFAULT 'resend'",
            "ALTER TABLE message ADD COLUMN held INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE message ADD COLUMN cancelled_by TEXT",
            "ALTER TABLE message ADD COLUMN claimed_by TEXT",
            "ALTER TABLE message ADD COLUMN claimed_until INTEGER",
            "ALTER TABLE recipient ADD COLUMN domain TEXT",
            "ALTER TABLE recipient ADD COLUMN give_up_at INTEGER",
            "ALTER TABLE branch ADD COLUMN node TEXT NOT NULL DEFAULT ''",
            "UPDATE recipient SET domain ="
                    + " lower(substr(mailbox, length(rtrim(mailbox, replace(mailbox, '@', ''))) + 1)) WHERE state = 'due'",
            Schema.USED_KEY.formatted("INTEGER", " WITHOUT ROWID"),
            Schema.SETTING.formatted(" WITHOUT ROWID"),
            "DROP INDEX message_due",
            "DROP INDEX message_branch");

    private SqliteUpgrade() {}

    static List<String> from2To3() {
        return Stream.concat(COLUMNS_OF_3.stream(), Schema.INDEXES.stream()).toList();
    }
}
