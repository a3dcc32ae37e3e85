package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.OutboxException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How mail is handed out, so that nobody else gets it. Safe for use by many threads. */
interface Claiming {
    /** As {@link OutboxStore#claim}. */
    List<ClaimedMail> claim(Instant now, int max, Set<MailId> except) throws OutboxException;

    /** As {@link OutboxStore#take}. */
    boolean take(MailId mail, Instant now) throws OutboxException;

    /** As {@link OutboxStore#giveBack}. */
    void giveBack(MailId mail) throws OutboxException;

    /** As {@link OutboxStore#nextDue}. */
    Optional<Instant> nextDue(Set<MailId> except) throws OutboxException;

    /** Refuses if somebody else has {@code mail} in hand by now. */
    void require(Sql sql, MailId mail) throws SQLException;

    /** The time that leases go by, in milliseconds; {@code local} is that of this server's clock. */
    long leaseTime(Sql sql, Instant local) throws SQLException;

    /** Lets go of what this process has in hand, and ends. */
    void close();
}
