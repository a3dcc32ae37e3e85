package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;
import java.util.ArrayList;
import java.util.List;

/** The tables, as {@code docs/outbox-format.md} explains them, in words that both databases understand. */
final class Schema {
    static final int VERSION = 4;

    private static final String MESSAGE = """
            CREATE TABLE message (
              mail_id TEXT NOT NULL PRIMARY KEY,
              reverse_path TEXT NOT NULL,
              body TEXT NOT NULL,
              size %1$s NOT NULL,
              sent_at %1$s NOT NULL,
              in_file %1$s NOT NULL,
              due_at %1$s,
              branch TEXT,
              ret TEXT,
              envid TEXT,
              smtputf8 %1$s NOT NULL DEFAULT 0,
              requiretls %1$s NOT NULL DEFAULT 0,
              priority %1$s,
              rank %1$s NOT NULL DEFAULT 0,
              by_deadline %1$s,
              by_mode TEXT,
              hold_until %1$s,
              submitter TEXT,
              idempotency_key TEXT,
              route TEXT NOT NULL DEFAULT '',
              when_uncertain TEXT NOT NULL DEFAULT 'resend',
              held %1$s NOT NULL DEFAULT 0,
              cancelled_by TEXT,
              claimed_by TEXT,
              claimed_until %1$s,
              reports TEXT,
              correlation TEXT,
              channel TEXT,
              return_token TEXT,
              sender_path TEXT
            )%2$s""";

    private static final String RECIPIENT = """
            CREATE TABLE recipient (
              mail_id TEXT NOT NULL,
              position %1$s NOT NULL,
              mailbox TEXT NOT NULL,
              state TEXT NOT NULL,
              attempts %1$s NOT NULL,
              next_attempt_at %1$s,
              possible_duplicate %1$s NOT NULL,
              status TEXT,
              remote_host TEXT,
              remote_reply TEXT,
              diagnosis TEXT,
              notify TEXT,
              orcpt TEXT,
              domain TEXT,
              give_up_at %1$s,
              PRIMARY KEY (mail_id, position)
            )%2$s""";

    private static final String BRANCH = """
            CREATE TABLE branch (
              id TEXT NOT NULL PRIMARY KEY,
              format_id %1$s NOT NULL,
              gtrid TEXT NOT NULL,
              bqual TEXT NOT NULL,
              prepared_at %1$s NOT NULL,
              node TEXT NOT NULL DEFAULT ''
            )%2$s""";

    static final String USED_KEY = "CREATE TABLE used_key (idempotency_key TEXT NOT NULL PRIMARY KEY,"
            + " mail_id TEXT NOT NULL, expires_at %1$s NOT NULL)%2$s";

    static final String SETTING = "CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)%s";

    private static final String REPORT = """
            CREATE TABLE report (
              report_id TEXT NOT NULL PRIMARY KEY,
              source TEXT NOT NULL,
              mail_id TEXT NOT NULL,
              sender_path TEXT NOT NULL,
              envid TEXT,
              idempotency_key TEXT,
              correlation TEXT,
              channel TEXT,
              made_at %1$s NOT NULL,
              due_at %1$s NOT NULL,
              calls %1$s NOT NULL,
              claimed_by TEXT
            )%2$s""";

    private static final String REPORT_RECIPIENT = """
            CREATE TABLE report_recipient (
              report_id TEXT NOT NULL,
              position %1$s NOT NULL,
              address TEXT NOT NULL,
              outcome TEXT NOT NULL,
              status TEXT NOT NULL,
              attempts %1$s NOT NULL,
              remote_host TEXT NOT NULL,
              remote_reply TEXT NOT NULL,
              diagnosis TEXT NOT NULL,
              tls TEXT NOT NULL,
              PRIMARY KEY (report_id, position)
            )%2$s""";

    private static final String AWAITED = """
            CREATE TABLE awaited (
              return_token TEXT NOT NULL PRIMARY KEY,
              mail_id TEXT NOT NULL,
              sender_path TEXT NOT NULL,
              envid TEXT,
              idempotency_key TEXT,
              correlation TEXT,
              channel TEXT,
              reports TEXT NOT NULL,
              expires_at %1$s NOT NULL
            )%2$s""";

    private static final List<String> INDEXES_OF_REPORTS = List.of(
            "CREATE UNIQUE INDEX message_token ON message (return_token) WHERE return_token IS NOT NULL",
            "CREATE INDEX report_due ON report (due_at, report_id)",
            "CREATE INDEX report_made ON report (made_at)",
            "CREATE INDEX report_claimed ON report (claimed_by) WHERE claimed_by IS NOT NULL",
            "CREATE INDEX awaited_expiry ON awaited (expires_at)");

    static final List<String> INDEXES = List.of(
            "CREATE INDEX message_due ON message (rank, due_at, mail_id) WHERE due_at IS NOT NULL",
            "CREATE INDEX message_branch ON message (branch) WHERE branch IS NOT NULL",
            "CREATE INDEX message_cancelled ON message (cancelled_by) WHERE cancelled_by IS NOT NULL",
            "CREATE INDEX message_claimed ON message (claimed_by) WHERE claimed_by IS NOT NULL",
            "CREATE INDEX message_held ON message (mail_id) WHERE held = 1",
            "CREATE UNIQUE INDEX message_key ON message (idempotency_key) WHERE idempotency_key IS NOT NULL",
            "CREATE INDEX recipient_domain ON recipient (domain, mail_id) WHERE domain IS NOT NULL",
            "CREATE INDEX used_key_expiry ON used_key (expires_at)");

    private Schema() {}

    /** The statements that make the tables, with the database's words for whole numbers, octets and the end of a table. */
    static List<String> tables(String number, String octets, String end) {
        List<String> all = new ArrayList<>();
        for (String table : List.of(MESSAGE, RECIPIENT, BRANCH, USED_KEY)) {
            all.add(table.formatted(number, end));
        }
        all.add(SETTING.formatted(end));
        all.add("CREATE TABLE content (mail_id TEXT NOT NULL PRIMARY KEY, octets " + octets + " NOT NULL)" + end);
        all.addAll(INDEXES);
        all.addAll(reports(number, end));
        return all;
    }

    private static List<String> reports(String number, String end) {
        List<String> all = new ArrayList<>();
        for (String table : List.of(REPORT, REPORT_RECIPIENT, AWAITED)) {
            all.add(table.formatted(number, end));
        }
        all.addAll(INDEXES_OF_REPORTS);
        return all;
    }

    /** The step from format 3, which knew no reports: nobody has asked for any. */
    static List<String> from3To4(String number, String end) {
        List<String> all = new ArrayList<>();
        for (String column : List.of("reports", "correlation", "channel", "return_token", "sender_path")) {
            all.add("ALTER TABLE message ADD COLUMN " + column + " TEXT");
        }
        all.addAll(reports(number, end));
        return all;
    }

    /** Refuses a database that a later version of this program has written. */
    static void requireReadable(int version) throws OutboxException {
        if (version > VERSION) {
            throw new OutboxException("The outbox has format " + version
                    + ", which a later version of smtp-ra has written; this one reads up to " + VERSION);
        }
    }
}
