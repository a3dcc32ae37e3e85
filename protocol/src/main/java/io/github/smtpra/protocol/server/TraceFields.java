package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Recipient;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The fields that final delivery puts on top of a mail: Return-Path at the very top (RFC 5321 §4.4; SRV-134) and Received (SRV-130). */
public final class TraceFields {
    /** RFC 5322 §3.3, with a numeric zone (RFC 5321 §4.4; SRV-131). */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private TraceFields() {}

    /**
     * The fields for one mail, each line ended by CRLF.
     *
     * @param mail the mail
     * @param hostName who receives it
     * @param client the address it comes from, as a literal
     * @param id its id
     * @param at when its content was complete
     */
    public static String of(MailFacts mail, String hostName, String client, MailId id, ZonedDateTime at) {
        SessionFacts session = mail.session();
        // RFC 8314 §4.3 (SRV-138): TLS in a comment; nobody's user name.
        return "Return-Path: " + mail.envelope().reversePath() + "\r\n"
                + "Received: from " + session.clientName() + " (" + client + ")"
                + session.tls().map(tls -> "\r\n\t(using " + tls + ")").orElse("")
                + "\r\n\tby " + hostName + " with " + session.protocol() + " id " + id
                + forClause(mail.envelope().recipients())
                + ";\r\n\t" + DATE.format(at.withZoneSameInstant(ZoneOffset.UTC)) + "\r\n";
    }

    /** Only where there is one recipient: others must not learn of each other (RFC 5321 §7.2; SRV-121). */
    private static String forClause(List<Recipient> recipients) {
        return recipients.size() == 1 ? "\r\n\tfor " + recipients.get(0) : "";
    }
}
