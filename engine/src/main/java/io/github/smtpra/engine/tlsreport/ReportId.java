package io.github.smtpra.engine.tlsreport;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Names a report: the same one each time that it is made anew, and unlike any other of ours.
 *
 * @param day what it is about, a day of UTC (RFC 8460 §4.1; CLI-067)
 * @param domain who is told
 * @param token random letters of the server that counts
 * @param submitter who tells
 */
record ReportId(LocalDate day, String domain, String token, String submitter) {
    Instant start() {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The last second. */
    Instant end() {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1);
    }

    /**
     * RFC 8460 §5.1: {@code sender "!" policy-domain "!" begin-timestamp "!" end-timestamp [ "!" unique-id ] "." extension}
     * (CLI-067).
     */
    String fileName() {
        return submitter + "!" + domain + "!" + start().getEpochSecond() + "!" + end().getEpochSecond() + "!" + token
                + ".json.gz";
    }

    /** What stands between the angle brackets of a msg-id (RFC 8460 §5.3). */
    @Override
    public String toString() {
        return day + "." + token + "." + domain + "@" + submitter;
    }
}
