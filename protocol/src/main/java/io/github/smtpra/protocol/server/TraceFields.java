package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.protocol.grammar.DateTime;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * The fields that are put on top of a mail: Received, and by final delivery Return-Path (RFC 5321 §4.4; SRV-130,
 * SRV-134).
 */
public final class TraceFields {
    private TraceFields() {}

    /**
     * The fields for one mail that has come to its end here, each line ended by CRLF.
     *
     * @param mail the mail
     * @param hostName who receives it
     * @param client the address it comes from, as a literal
     * @param id its id
     * @param at when its content was complete
     */
    public static String of(MailFacts mail, String hostName, String client, MailId id, ZonedDateTime at) {
        return "Return-Path: " + mail.envelope().reversePath() + "\r\n" + received(mail, hostName, client, id, at);
    }

    /** The field for one mail that goes on from here (SRV-135), each line ended by CRLF; as {@link #of}. */
    public static String received(MailFacts mail, String hostName, String client, MailId id, ZonedDateTime at) {
        SessionFacts session = mail.session();
        // RFC 8314 §4.3 (SRV-138): TLS in a comment; nobody's user name.
        return "Received: from " + from(session, hostName, client)
                + session.tls().map(tls -> "\r\n\t(using " + tls + ")").orElse("")
                + "\r\n\tby " + hostName + " with " + session.protocol() + " id " + id
                + forClause(mail.envelope().recipients())
                + priorityClause(mail.envelope().options())
                + ";\r\n\t" + DateTime.of(at.toInstant()) + "\r\n";
    }

    /** {@code Extended-Domain} (RFC 5321 §4.4; MSG-022). */
    private static String from(SessionFacts session, String hostName, String client) {
        return session.inTrace() == ClientInTrace.WITHHELD ? hostName : session.clientName() + " (" + client + ")";
    }

    /** RFC 6710 §4.1 (SRV-137). */
    private static String priorityClause(TransferOptions options) {
        return options.priority().isPresent()
                ? "\r\n\tPRIORITY " + options.priority().getAsInt()
                : "";
    }

    /** Only where there is one recipient: others must not learn of each other (RFC 5321 §7.2; SRV-121). */
    private static String forClause(List<Recipient> recipients) {
        return recipients.size() == 1 ? "\r\n\tfor " + recipients.get(0) : "";
    }
}
