package io.github.smtpra.engine.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.outbox.Diagnosis;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes the report that a mail could not be delivered: {@code multipart/report} with a part for people, one for programs
 * (RFC 3464), and the header of the mail (RFC 6522 §3). All of it is US-ASCII. Immutable.
 */
final class DsnWriter {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);
    private static final int WIDTH = 76;

    private final String hostName;

    /** Reports that come from {@code hostName}. */
    DsnWriter(String hostName) {
        this.hostName = hostName;
    }

    /**
     * What a report is about.
     *
     * @param sender who gets the report
     * @param id of the mail that could not be delivered
     * @param arrived when that was handed over
     * @param failures to whom, at least one
     * @param header of the mail
     */
    record Subject(Mailbox sender, MailId id, Instant arrived, List<Failure> failures, OriginalHeader header) {}

    /** The report, lines ended by CRLF. */
    byte[] write(Subject subject, Instant now) {
        MailId id = MailId.next(now);
        String boundary = "=_" + id;
        StringBuilder text = new StringBuilder();
        header(text, subject, id, now);
        line(text, "Content-Type: multipart/report; report-type=delivery-status;");
        line(text, " boundary=\"" + boundary + "\"");
        part(text, boundary, "text/plain; charset=us-ascii");
        forPeople(text, subject);
        part(text, boundary, "message/delivery-status");
        forPrograms(text, subject);
        // RFC 3464 §2 with RFC 6522 §3: the header is enough to know the mail again.
        part(text, boundary, "text/rfc822-headers");
        text.append(subject.header().text());
        line(text, "");
        line(text, "--" + boundary + "--");
        return text.toString().getBytes(US_ASCII);
    }

    /** RFC 5322 §3.6. */
    private void header(StringBuilder text, Subject subject, MailId id, Instant now) {
        line(text, "Date: " + DATE.format(now));
        line(text, "From: Mail Delivery System <mailer-daemon@" + hostName + ">");
        line(text, "To: " + angle(subject.sender()));
        line(text, "Message-ID: <" + id + "@" + hostName + ">");
        subject.header().messageId().ifPresent(original -> {
            // RFC 3834 §3.1.5.
            line(text, "In-Reply-To: " + original);
            line(text, "References: " + original);
        });
        line(text, "Subject: Mail could not be delivered");
        // RFC 3834 §5: so that no program answers.
        line(text, "Auto-Submitted: auto-replied");
        line(text, "MIME-Version: 1.0");
    }

    private static void part(StringBuilder text, String boundary, String type) {
        line(text, "");
        line(text, "--" + boundary);
        line(text, "Content-Type: " + type);
        line(text, "");
    }

    private void forPeople(StringBuilder text, Subject subject) {
        line(text, "This is the mail system at " + hostName + ".");
        line(text, "");
        line(text, "Your mail of " + DATE.format(subject.arrived()));
        line(text, "could not be delivered to one or more of its recipients. It will not be");
        line(text, "tried again for them. Its header is quoted below.");
        for (Failure failure : subject.failures()) {
            line(text, "");
            line(text, angle(failure.recipient()));
            folded(text, "    " + failure.diagnosis().text(), "    ");
        }
    }

    private void forPrograms(StringBuilder text, Subject subject) {
        // RFC 3464 §2.2.2: required.
        line(text, "Reporting-MTA: dns; " + hostName);
        line(text, "X-Queue-Id: " + subject.id());
        line(text, "Arrival-Date: " + DATE.format(subject.arrived()));
        for (Failure failure : subject.failures()) {
            line(text, "");
            recipient(text, failure);
        }
    }

    /** RFC 3464 §2.3. */
    private static void recipient(StringBuilder text, Failure failure) {
        Diagnosis diagnosis = failure.diagnosis();
        line(text, "Final-Recipient: rfc822; " + failure.recipient());
        line(text, "Action: failed");
        line(text, "Status: " + diagnosis.status());
        if (!diagnosis.remoteReply().isEmpty()) {
            // RFC 3464 §2.3.5 and §2.3.6: both only where a peer has spoken.
            line(text, "Remote-MTA: dns; " + diagnosis.remoteHost());
            folded(text, "Diagnostic-Code: smtp; " + diagnosis.remoteReply(), " ");
        }
    }

    private static String angle(Mailbox mailbox) {
        return "<" + mailbox + ">";
    }

    /** A line that may be long, folded at its blanks; what is folded begins with {@code indent}. */
    private static void folded(StringBuilder text, String line, String indent) {
        String rest = line;
        while (rest.length() > WIDTH) {
            int blank = rest.lastIndexOf(' ', WIDTH);
            int cut = blank > indent.length() ? blank : rest.indexOf(' ', WIDTH);
            if (cut < 0) {
                break;
            }
            line(text, rest.substring(0, cut).stripTrailing());
            rest = indent + rest.substring(cut).strip();
        }
        line(text, rest);
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append("\r\n");
    }
}
