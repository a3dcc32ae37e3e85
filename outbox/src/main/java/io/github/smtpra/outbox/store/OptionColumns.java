package io.github.smtpra.outbox.store;

import io.github.smtpra.api.WhenUncertain;
import io.github.smtpra.api.smtp.DeliverBy;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.outbox.Terms;
import io.github.smtpra.outbox.Terms.ByTime;
import io.github.smtpra.outbox.Terms.Failures;
import io.github.smtpra.outbox.content.NewMail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What senders ask of the servers on the way and of the outbox, in columns; null where nothing was said. */
final class OptionColumns {
    static final String NAMES = "smtputf8, requiretls, priority, rank, by_deadline, by_mode, hold_until, submitter,"
            + " idempotency_key, route, when_uncertain";

    /** One of {@link #values} for each of {@link #NAMES}. */
    static final String PLACES = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    private OptionColumns() {}

    static @Nullable Object[] values(NewMail mail) {
        TransferOptions options = mail.envelope().options();
        return new @Nullable Object[] {
            options.isSmtpUtf8() ? 1 : 0,
            options.isRequireTls() ? 1 : 0,
            options.priority().isPresent() ? options.priority().getAsInt() : null,
            // RFC 6710 §4.1 (SRV-297, CLI-084): without the parameter a mail has priority 0; the highest goes first.
            -options.priority().orElse(0),
            millis(mail.deadline()),
            options.deliverBy().map(OptionColumns::mode).orElse(null),
            millis(mail.heldUntil()),
            options.submitter().map(ReversePath::text).orElse(null),
            mail.options().idempotencyKey().orElse(null),
            mail.options().route().orElse(""),
            word(mail.options().whenUncertain().orElse(WhenUncertain.RESEND))
        };
    }

    private static @Nullable Long millis(Optional<Instant> instant) {
        return instant.map(Instant::toEpochMilli).orElse(null);
    }

    private static String word(WhenUncertain policy) {
        return policy.name().toLowerCase(Locale.ROOT);
    }

    /** As RFC 2852 §4 writes it: {@code by-mode}, and {@code T} for a trace. */
    private static String mode(DeliverBy by) {
        return (by.mode() == DeliverBy.Mode.RETURN ? "R" : "N") + (by.trace() == DeliverBy.Trace.YES ? "T" : "");
    }

    static Terms terms(ResultSet row, Instant now) throws SQLException {
        TransferOptions options = options(row);
        Optional<DeliverBy> by = Optional.empty();
        ByTime byTime = ByTime.LEFT;
        String mode = row.getString("by_mode");
        if (mode != null) {
            by = remaining(mode, Instant.ofEpochMilli(row.getLong("by_deadline")), now);
            byTime = by.isEmpty() ? ByTime.OVER : ByTime.LEFT;
        }
        return new Terms(
                by.map(options::withDeliverBy).orElse(options),
                row.getString("route"),
                WhenUncertain.valueOf(row.getString("when_uncertain").toUpperCase(Locale.ROOT)),
                byTime,
                row.getString("return_token") == null ? Failures.TO_SENDER : Failures.TO_APPLICATION,
                deadline(row));
    }

    private static Optional<Instant> deadline(ResultSet row) throws SQLException {
        return row.getString("by_mode") == null
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(row.getLong("by_deadline")));
    }

    /** When the mail counts as late, if that is to be told (RFC 2852 §4.1.4, mode N). (SRV-291) */
    static Optional<Instant> lateAt(ResultSet row) throws SQLException {
        String mode = row.getString("by_mode");
        return mode != null && mode.startsWith("N") ? deadline(row) : Optional.empty();
    }

    /** RFC 2852 §4.1.4: what is left of the time is passed on; a mail to be returned is not, once it is over. (CLI-083) */
    private static Optional<DeliverBy> remaining(String mode, Instant deadline, Instant now) {
        Duration left = Duration.ofSeconds(Duration.between(now, deadline).toSeconds());
        DeliverBy.Trace trace = mode.endsWith("T") ? DeliverBy.Trace.YES : DeliverBy.Trace.NO;
        if (mode.startsWith("N")) {
            return Optional.of(new DeliverBy(left, DeliverBy.Mode.NOTIFY, trace));
        }
        return left.toSeconds() > 0 ? Optional.of(new DeliverBy(left, DeliverBy.Mode.RETURN, trace)) : Optional.empty();
    }

    private static TransferOptions options(ResultSet row) throws SQLException {
        TransferOptions options = TransferOptions.NONE;
        if (row.getInt("smtputf8") == 1) {
            options = options.withSmtpUtf8();
        }
        if (row.getInt("requiretls") == 1) {
            options = options.withRequireTls();
        }
        int priority = row.getInt("priority");
        if (!row.wasNull()) {
            options = options.withPriority(priority);
        }
        String submitter = row.getString("submitter");
        return submitter == null ? options : options.withSubmitter(ReversePath.parse(submitter));
    }
}
