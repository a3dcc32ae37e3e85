package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The rows of what is due. They are read along the index of ranks and due times, rank by rank (there are 19 at most): as
 * fast with a million mails waiting as with ten.
 */
final class ClaimRows {
    static final String COLUMNS =
            "mail_id, reverse_path, body, size, sent_at, ret, envid, return_token, " + OptionColumns.NAMES;
    private static final String RANK =
            "SELECT rank FROM message WHERE due_at IS NOT NULL AND rank > ? ORDER BY rank LIMIT 1";
    private static final String NEXT = "SELECT mail_id, due_at FROM message WHERE rank = ? AND due_at IS NOT NULL";
    private static final String FIRST = " ORDER BY due_at, mail_id LIMIT ?";
    private static final String RECIPIENTS =
            "SELECT position, attempts, possible_duplicate, give_up_at, next_attempt_at, mailbox, notify, orcpt FROM"
                    + " recipient WHERE mail_id = ? AND state = 'due' AND next_attempt_at <= ? ORDER BY position";

    private ClaimRows() {}

    /** Does something with one rank. */
    interface Rank {
        /** Whether to go on with the next one. */
        boolean take(long rank) throws SQLException;
    }

    /** Takes the ranks that mail waits with, the first to go first. */
    static void forEachRank(Sql sql, Rank each) throws SQLException {
        OptionalLong rank = next(sql, Long.MIN_VALUE);
        while (rank.isPresent() && each.take(rank.getAsLong())) {
            rank = next(sql, rank.getAsLong());
        }
    }

    private static OptionalLong next(Sql sql, long rank) throws SQLException {
        return sql.first(RANK, row -> OptionalLong.of(row.getLong(1)), rank).orElse(OptionalLong.empty());
    }

    /**
     * When the first mail is due, of whatever rank.
     *
     * @param free a further condition, with AND before it, or nothing
     * @param except mails that do not count
     */
    static Optional<Instant> nextDue(Sql sql, String free, Set<MailId> except) throws SQLException {
        List<Instant> first = new ArrayList<>();
        Sql.Rows rows = row ->
                except.contains(new MailId(row.getString(1))) || !first.add(Instant.ofEpochMilli(row.getLong(2)));
        forEachRank(sql, rank -> {
            sql.scan(NEXT + free + FIRST, rows, rank, except.size() + 1);
            return true;
        });
        return first.stream().min(Instant::compareTo);
    }

    /** The mail of {@code row}, with its recipients that are due; empty if none is. */
    static Optional<ClaimedMail> mail(Sql sql, ResultSet row, Instant now) throws SQLException {
        MailId id = new MailId(row.getString("mail_id"));
        Optional<Instant> lateAt = OptionColumns.lateAt(row);
        List<ClaimedRecipient> recipients =
                sql.list(RECIPIENTS, one -> recipient(one, lateAt), id.value(), now.toEpochMilli());
        return recipients.isEmpty() ? Optional.empty() : Optional.of(mail(id, row, recipients, now));
    }

    private static ClaimedMail mail(MailId id, ResultSet row, List<ClaimedRecipient> recipients, Instant now)
            throws SQLException {
        return new ClaimedMail(
                id,
                ReversePath.parse(row.getString("reverse_path")),
                List.copyOf(recipients),
                ReportColumns.options(row),
                body(row.getString("body")),
                row.getLong("size"),
                Instant.ofEpochMilli(row.getLong("sent_at")),
                OptionColumns.terms(row, now));
    }

    private static BodyType body(String keyword) {
        return Arrays.stream(BodyType.values())
                .filter(type -> type.keyword().equals(keyword))
                .findFirst()
                .orElse(BodyType.EIGHT_BIT_MIME);
    }

    private static ClaimedRecipient recipient(ResultSet row, Optional<Instant> lateAt) throws SQLException {
        long giveUpAt = row.getLong(4);
        Optional<Instant> end = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(giveUpAt));
        return new ClaimedRecipient(
                row.getInt(1),
                ReportColumns.recipient(row),
                row.getInt(2),
                row.getInt(3) == 1,
                end,
                firstBehind(lateAt, Instant.ofEpochMilli(row.getLong(5))));
    }

    /** Attempts that fall due behind that time come after one that has noticed it. */
    private static Optional<Instant> firstBehind(Optional<Instant> lateAt, Instant due) {
        return lateAt.filter(late -> !due.isAfter(late));
    }
}
