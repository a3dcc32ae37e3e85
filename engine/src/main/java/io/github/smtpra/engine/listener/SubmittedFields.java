package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.data.SubmittedHeader;
import io.github.smtpra.protocol.grammar.DateTime;
import io.github.smtpra.protocol.sasl.Identity;
import io.github.smtpra.protocol.server.MailFacts;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What a submission lacks to be a message that may go on (RFC 6409 §8, RFC 5322 §3.6; SRV-253): it is put on top, and what
 * is there is never touched. Immutable.
 */
final class SubmittedFields {
    private static final List<String> ADDRESS_FIELDS = List.of("From", "Sender", "Reply-To", "To", "Cc");

    private final SubmittedHeader header;
    private final Optional<Mailbox> submitter;

    SubmittedFields(SubmittedHeader header, MailFacts facts) {
        this.header = header;
        this.submitter = facts.envelope()
                .reversePath()
                .mailbox()
                .or(() -> facts.session().identity().map(Identity::user).flatMap(SubmittedFields::mailbox));
    }

    private static Optional<Mailbox> mailbox(String user) {
        try {
            return Optional.of(Mailbox.parse(user)).filter(Mailbox::isAscii);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Why the mail can not go on, if so (RFC 6409 §5.1; SRV-242). */
    Optional<Reply> refusal() {
        for (String field : ADDRESS_FIELDS) {
            if (addresses(field).isEmpty()) {
                return Optional.of(Reply.of(554, "5.6.0", "Header field " + field + " is no list of addresses"));
            }
        }
        boolean anonymous = !header.has("From") && submitter.isEmpty();
        return anonymous ? Optional.of(Reply.of(554, "5.6.0", "Header field From is missing")) : Optional.empty();
    }

    /** Those of a field, none if it is not there; nothing if it holds what is none. */
    private Optional<List<InternetAddress>> addresses(String field) {
        try {
            return Optional.of(List.of(InternetAddress.parse(header.text(field).orElse(""), true)));
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    /** The fields that are missing, each line ended by CRLF. */
    String missing(MailId id, String hostName, ZonedDateTime at) {
        // RFC 6409 §8.2, §8.3 (SRV-244, SRV-245)
        return unless("Date", DateTime.of(at.toInstant()))
                + unless("Message-ID", "<" + id + "@" + hostName + ">")
                + submitter.map(mailbox -> unless("From", mailbox.toString())).orElse("")
                + submitter
                        .filter(this::isHidden)
                        .map(mailbox -> unless("Sender", mailbox.toString()))
                        .orElse("");
    }

    private String unless(String field, String value) {
        return header.has(field) ? "" : field + ": " + value + "\r\n";
    }

    /** RFC 6409 §8.1, RFC 5322 §3.6.2 (SRV-245): whether From does not say, or not alone, who has sent the mail. */
    private boolean isHidden(Mailbox mailbox) {
        List<InternetAddress> from = addresses("From").orElse(List.of());
        boolean named = from.size() == 1
                && mailbox.toString().equalsIgnoreCase(from.get(0).getAddress());
        return header.has("From") && !named;
    }
}
