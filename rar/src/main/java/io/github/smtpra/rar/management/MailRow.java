package io.github.smtpra.rar.management;

import io.github.smtpra.api.queue.QueuedMail;
import io.github.smtpra.api.queue.QueuedRecipient;
import java.time.Instant;
import java.util.List;

/** A mail in the queue as a console shows it. A bean and no record: JMX of Java 17 knows none. Immutable. */
public final class MailRow {
    private final QueuedMail mail;

    MailRow(QueuedMail mail) {
        this.mail = mail;
    }

    public String getId() {
        return mail.id().value();
    }

    public String getSender() {
        return mail.sender().toString();
    }

    public long getSize() {
        return mail.size();
    }

    public String getSentAt() {
        return mail.sentAt().toString();
    }

    public String getState() {
        return mail.state().name();
    }

    public String getDue() {
        return mail.due().map(Instant::toString).orElse("");
    }

    public String getRoute() {
        return mail.route();
    }

    /** One line for each. */
    public List<String> getRecipients() {
        return mail.recipients().stream().map(MailRow::line).toList();
    }

    private static String line(QueuedRecipient recipient) {
        return recipient.mailbox() + " " + recipient.state() + " attempts=" + recipient.attempts()
                + (recipient.possibleDuplicate() ? " possible_duplicate" : "")
                + (recipient.lastAttempt().isEmpty() ? "" : ": " + recipient.lastAttempt());
    }
}
