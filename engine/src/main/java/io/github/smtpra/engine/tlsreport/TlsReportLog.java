package io.github.smtpra.engine.tlsreport;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;

/** The log of TLS reports: one line for each that is sent, put off or given up. Without state. */
final class TlsReportLog {
    private static final Logger LOG = System.getLogger("io.github.smtpra.tlsreport");

    void sent(ReportId id, ReportTarget target, int octets) {
        LOG.log(
                Level.INFO,
                () -> "tls-report=" + id + " domain=" + id.domain() + " to=" + target + " octets=" + octets
                        + " outcome=sent");
    }

    void putOff(ReportId id, String why, Instant until) {
        LOG.log(
                Level.INFO,
                () -> "tls-report=" + id + " domain=" + id.domain() + " outcome=put-off until=" + until + ": " + why);
    }

    void givenUp(ReportId id, String why) {
        LOG.log(Level.WARNING, () -> "tls-report=" + id + " domain=" + id.domain() + " outcome=given-up: " + why);
    }

    void left(DayCounts day) {
        if (day.left() > 0) {
            LOG.log(
                    Level.WARNING,
                    () -> "SMTPRA141 the TLS reports of " + day.day() + " miss " + day.left()
                            + " sessions: there were too many domains, or too many kinds of failures of one");
        }
    }

    void trouble(String what, Exception cause) {
        LOG.log(Level.WARNING, "SMTPRA140 TLS reports: " + what + ": " + cause.getMessage());
        LOG.log(Level.DEBUG, "SMTPRA140 in detail", cause);
    }
}
