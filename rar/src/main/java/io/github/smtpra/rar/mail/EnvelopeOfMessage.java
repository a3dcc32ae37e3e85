package io.github.smtpra.rar.mail;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.ReversePath;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jakarta Mail's idea of an envelope, in our words. */
final class EnvelopeOfMessage {
    private EnvelopeOfMessage() {}

    /**
     * The envelope from {@code from}, else from the message's {@code Sender}, else its {@code From}, to {@code addresses}.
     *
     * @throws SendFailedException if an address can not be used: it is named as invalid, and nothing is sent
     */
    static Envelope of(MimeMessage message, Address[] addresses, @Nullable String from) throws MessagingException {
        Envelope envelope = Envelope.from(reversePath(message, from));
        for (String mailbox : mailboxes(addresses)) {
            try {
                envelope = envelope.to(mailbox);
            } catch (IllegalArgumentException e) {
                throw invalid("the recipient is no mailbox: " + e.getMessage(), e, addresses);
            }
        }
        return envelope;
    }

    private static ReversePath reversePath(MimeMessage message, @Nullable String from) throws MessagingException {
        String text = from != null ? from.strip() : ofHeader(message);
        String mailbox = text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
        try {
            return ReversePath.parse(mailbox);
        } catch (IllegalArgumentException e) {
            throw new MessagingException("the sender is no mailbox: " + e.getMessage(), e);
        }
    }

    /** RFC 5322 §3.6.2: who has sent it, if that is not its only author. */
    private static String ofHeader(MimeMessage message) throws MessagingException {
        if (message.getSender() instanceof InternetAddress sender) {
            return sender.getAddress();
        }
        Address[] authors = message.getFrom();
        if (authors != null && authors.length == 1 && authors[0] instanceof InternetAddress author) {
            return author.getAddress();
        }
        throw new MessagingException("the message names no sender: set From, or Sender, or mail.outbox.from");
    }

    private static List<String> mailboxes(Address[] addresses) throws MessagingException {
        List<String> mailboxes = new ArrayList<>();
        for (Address address : addresses) {
            if (!(address instanceof InternetAddress internet)) {
                throw invalid("not an address of Internet mail: " + address.getType(), null, addresses);
            }
            InternetAddress[] members = internet.isGroup() ? internet.getGroup(false) : null;
            for (InternetAddress each : members == null ? new InternetAddress[] {internet} : members) {
                mailboxes.add(each.getAddress());
            }
        }
        return mailboxes;
    }

    private static SendFailedException invalid(String why, @Nullable Exception cause, Address[] all) {
        return new SendFailedException(why, cause, new Address[0], all, new Address[0]);
    }
}
