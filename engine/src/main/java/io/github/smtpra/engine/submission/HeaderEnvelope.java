package io.github.smtpra.engine.submission;

import io.github.smtpra.api.MailException;
import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReversePath;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The envelope that the fields of a header name: from Sender or else From, to all of To, Cc and Bcc. */
final class HeaderEnvelope {
    private HeaderEnvelope() {}

    /**
     * The envelope that {@code header} names; who is named twice gets the mail once.
     *
     * @throws MailException if there is no sender or no recipient, or an address is none, naming the field
     */
    static Envelope of(HeaderSection header) throws MailException {
        Set<Mailbox> recipients = new LinkedHashSet<>();
        for (String field : List.of("To", "Cc", "Bcc")) {
            recipients.addAll(mailboxes(header, field));
        }
        if (recipients.isEmpty()) {
            throw new MailException("the message has no recipient: To, Cc and Bcc name nobody");
        }
        return new Envelope(
                ReversePath.of(sender(header)),
                recipients.stream().map(Recipient::new).toList(),
                BodyType.SEVEN_BIT);
    }

    /**
     * {@code Sender}, which a message from several authors must have (RFC 5322 §3.6.2; MSG-001), or else {@code From}.
     */
    private static Mailbox sender(HeaderSection header) throws MailException {
        List<Mailbox> sender = mailboxes(header, "Sender");
        List<Mailbox> named = sender.isEmpty() ? mailboxes(header, "From") : sender;
        if (named.isEmpty()) {
            throw new MailException("the message has no sender: neither Sender nor From names one");
        }
        if (named.size() > 1) {
            throw new MailException("the message has several senders: Sender must name one (RFC 5322 §3.6.2)");
        }
        return named.get(0);
    }

    private static List<Mailbox> mailboxes(HeaderSection header, String field) throws MailException {
        List<Mailbox> mailboxes = new ArrayList<>();
        for (String value : header.values(field)) {
            try {
                for (InternetAddress address : InternetAddress.parse(value, true)) {
                    addAll(mailboxes, address);
                }
            } catch (AddressException | IllegalArgumentException e) {
                throw new MailException("header field " + field + " holds what is no address: " + e.getMessage(), e);
            }
        }
        return mailboxes;
    }

    /** A group names its members, and possibly none: {@code undisclosed-recipients:;} (RFC 5322 §3.4; MSG-019). */
    private static void addAll(List<Mailbox> mailboxes, InternetAddress address) throws AddressException {
        if (!address.isGroup()) {
            mailboxes.add(Mailbox.parse(address.getAddress()));
            return;
        }
        for (InternetAddress member : address.getGroup(true)) {
            mailboxes.add(Mailbox.parse(member.getAddress()));
        }
    }
}
