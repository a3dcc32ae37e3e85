package io.github.smtpra.engine.tlsreport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Mailbox;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/**
 * Writes a report as a mail: {@code multipart/report} with a part for people and the document (RFC 8460 §5.3; CLI-067).
 * Immutable.
 */
record ReportMail(ReportDocument document) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);
    private static final int WIDTH = 76;

    /** The mail to {@code mailbox}, lines ended by CRLF. */
    byte[] write(Mailbox mailbox, Instant now) {
        ReportId id = document.id();
        String boundary = "=_" + id.token() + "_" + id.start().getEpochSecond();
        return String.join("\r\n", header(mailbox, now), """
                        Content-Type: multipart/report; report-type="tlsrpt";
                         boundary="%1$s"

                        --%1$s
                        Content-Type: text/plain; charset=us-ascii

                        This is a report of %2$s
                        on sessions with the mail hosts of %3$s under TLS
                        on %4$s, UTC. Questions: %5$s

                        --%1$s
                        Content-Type: application/tlsrpt+gzip
                        Content-Transfer-Encoding: base64
                        Content-Disposition: attachment;
                         filename="%6$s"

                        %7$s
                        --%1$s--
                        """.formatted(
                                boundary,
                                id.submitter(),
                                id.domain(),
                                id.day(),
                                document.reporter().contact(),
                                id.fileName(),
                                base64())
                        .replace("\r\n", "\n")
                        .replace("\n", "\r\n"))
                .getBytes(UTF_8);
    }

    private String base64() {
        return Base64.getMimeEncoder(WIDTH, new byte[] {'\n'}).encodeToString(document.compressed());
    }

    private String header(Mailbox mailbox, Instant now) {
        ReportId id = document.id();
        return """
                Date: %s
                From: <%s>
                To: <%s>
                Message-ID: <%s@%s>
                Subject: Report Domain: %s
                 Submitter: %s
                 Report-ID: <%s>
                TLS-Report-Domain: %s
                TLS-Report-Submitter: %s
                TLS-Required: No
                Auto-Submitted: auto-generated
                MIME-Version: 1.0""".formatted(
                        DATE.format(now),
                        document.reporter().sender(),
                        mailbox,
                        MailId.next(now),
                        id.submitter(),
                        id.domain(),
                        id.submitter(),
                        id,
                        id.domain(),
                        id.submitter())
                .replace("\n", "\r\n");
    }
}
