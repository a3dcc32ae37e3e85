package io.github.smtpra.engine.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.protocol.grammar.DateTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes the report of what has become of a mail: {@code multipart/report} with a part for people, one for programs
 * (RFC 3464), and the mail or its header (RFC 6522 §3; DSN-001). In the form for US-ASCII, all but a mail that is given
 * back is US-ASCII; see {@link ReportForm}. Immutable.
 */
final class DsnWriter {
    private static final String EIGHT_BIT = "Content-Transfer-Encoding: 8bit";
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
     * @param id of the mail
     * @param arrived when that was handed over
     * @param deliverBy when it was to be delivered, if that was said
     * @param envelopeId what the sender knows it by, if that was said
     * @param recipients what has become of it, for at least one
     * @param original what is given back of it
     * @param form how it is written
     */
    record Subject(
            Mailbox sender,
            MailId id,
            Instant arrived,
            Optional<Instant> deliverBy,
            Optional<String> envelopeId,
            List<ReportedRecipient> recipients,
            OriginalMessage original,
            ReportForm form) {
        List<ReportedRecipient> with(ReportAction action) {
            return recipients.stream().filter(one -> one.action() == action).toList();
        }

        boolean isEightBit() {
            return form == ReportForm.UTF_8 || original.isEightBit();
        }
    }

    /** The report, lines ended by CRLF. */
    byte[] write(Subject subject, Instant now) {
        MailId id = MailId.next(now);
        String boundary = "=_" + id;
        StringBuilder text = new StringBuilder();
        header(text, subject, id, now);
        line(text, "Content-Type: multipart/report; report-type=delivery-status;");
        line(text, " boundary=\"" + boundary + "\"");
        if (subject.isEightBit()) {
            line(text, EIGHT_BIT); // RFC 2045 §6.4: as that of its parts (MSG-007).
        }
        ReportForm form = subject.form();
        String encoding = form == ReportForm.UTF_8 ? "\r\n" + EIGHT_BIT : "";
        part(text, boundary, "text/plain; charset=" + form.charset() + encoding);
        forPeople(text, subject);
        part(text, boundary, form.statusType() + encoding);
        forPrograms(text, subject);
        original(text, boundary, subject);
        line(text, "");
        line(text, "--" + boundary + "--");
        return text.toString().getBytes(ISO_8859_1);
    }

    /** RFC 5322 §3.6 (DSN-009, MSG-003). */
    private void header(StringBuilder text, Subject subject, MailId id, Instant now) {
        line(text, "Date: " + DateTime.of(now));
        line(text, "From: Mail Delivery System <mailer-daemon@" + hostName + ">");
        line(text, "To: " + angle(subject.sender()));
        line(text, "Message-ID: <" + id + "@" + hostName + ">");
        subject.original().header().messageId().ifPresent(original -> {
            // RFC 3834 §3.1.5.
            line(text, "In-Reply-To: " + original);
            line(text, "References: " + original);
        });
        line(text, "Subject: " + DsnWords.subject(subject));
        // RFC 3834 §5 (DSN-008, DSN-015): so that no program answers.
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
        for (ReportAction action : ReportAction.values()) {
            List<ReportedRecipient> recipients = subject.with(action);
            if (!recipients.isEmpty()) {
                line(text, "");
                line(text, "Your mail of " + DateTime.of(subject.arrived()));
                DsnWords.explanation(action).forEach(words -> line(text, words));
                recipients.forEach(one -> forPeople(text, one));
            }
        }
        line(text, "");
        line(text, subject.original().whole().isPresent() ? "It is returned below." : "Its header is quoted below.");
    }

    private static void forPeople(StringBuilder text, ReportedRecipient one) {
        line(text, "");
        line(text, angle(one.recipient().mailbox()));
        folded(text, "    " + one.diagnosis().text(), "    ");
    }

    private void forPrograms(StringBuilder text, Subject subject) {
        // RFC 3464 §2.2.1: as the sender gave it, decoded, and only then (RFC 3461 §6.3; DSN-003).
        subject.envelopeId().ifPresent(id -> line(text, "Original-Envelope-Id: " + id));
        // RFC 3464 §2.2.2: required (DSN-003).
        line(text, "Reporting-MTA: dns; " + hostName);
        line(text, "X-Queue-Id: " + subject.id());
        line(text, "Arrival-Date: " + DateTime.of(subject.arrived()));
        // RFC 2852, which adds the field to those of RFC 3464 §2.2 (DSN-003, CLI-083).
        subject.deliverBy().ifPresent(by -> line(text, "Deliver-By-Date: " + DateTime.of(by)));
        for (ReportedRecipient one : subject.recipients()) {
            line(text, "");
            forPrograms(text, one, subject.form());
        }
    }

    /** RFC 3464 §2.3, RFC 6533 §4 (DSN-010). */
    private static void forPrograms(StringBuilder text, ReportedRecipient one, ReportForm form) {
        Diagnosis diagnosis = one.diagnosis();
        one.recipient()
                .originalRecipient()
                .ifPresent(original -> line(text, "Original-Recipient: " + form.address(original)));
        line(text, "Final-Recipient: " + form.address(one.recipient().mailbox()));
        line(text, "Action: " + one.action().word());
        line(text, "Status: " + diagnosis.status());
        if (!diagnosis.remoteReply().isEmpty()) {
            said(text, one.action(), diagnosis);
        }
        one.willRetryUntil().ifPresent(until -> line(text, "Will-Retry-Until: " + DateTime.of(until)));
    }

    /**
     * RFC 3464 §2.3.5 and §2.3.6: who has spoken, where that was a peer; and what, where it tells what went wrong
     * (DSN-004).
     */
    private static void said(StringBuilder text, ReportAction action, Diagnosis diagnosis) {
        if (!diagnosis.remoteHost().isEmpty()) {
            line(text, "Remote-MTA: dns; " + diagnosis.remoteHost());
        }
        if (action == ReportAction.FAILED || action == ReportAction.DELAYED) {
            folded(text, "Diagnostic-Code: smtp; " + diagnosis.remoteReply(), " ");
        }
    }

    /** RFC 3464 §2 with RFC 6522 §3 (DSN-001): the header is enough to know the mail again. */
    private static void original(StringBuilder text, String boundary, Subject subject) {
        OriginalMessage original = subject.original();
        String eightBit = subject.isEightBit() ? "\r\n" + EIGHT_BIT : "";
        original.whole()
                .ifPresentOrElse(
                        whole -> {
                            part(text, boundary, subject.form().messageType() + eightBit);
                            text.append(whole);
                        },
                        () -> {
                            part(text, boundary, subject.form().headerType() + eightBit);
                            text.append(octets(original.header().text()));
                        });
    }

    private static String angle(Mailbox mailbox) {
        return "<" + mailbox + ">";
    }

    /** A line that may be long, folded at its blanks; what is folded begins with {@code indent} (DSN-011, MSG-002). */
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
        text.append(octets(line)).append("\r\n");
    }

    /** The UTF-8 of {@code line}, an octet in each character. */
    private static String octets(String line) {
        return new String(line.getBytes(UTF_8), ISO_8859_1);
    }
}
