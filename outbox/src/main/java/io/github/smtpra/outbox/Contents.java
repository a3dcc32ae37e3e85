package io.github.smtpra.outbox;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.content.ContentFiles;
import io.github.smtpra.outbox.content.MailContent;
import io.github.smtpra.outbox.store.OutboxStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Opens contents, wherever they lie. Safe for use by many threads.
 *
 * @param store has the small ones
 * @param files has the others
 */
record Contents(OutboxStore store, ContentFiles files) {
    /** The content of {@code mail}; empty if there is no such mail. */
    Optional<InputStream> open(MailId mail) throws OutboxException {
        Optional<MailContent> content = store.content(mail);
        return content.isEmpty() ? Optional.empty() : Optional.of(open(mail, content.get()));
    }

    private InputStream open(MailId mail, MailContent content) throws OutboxException {
        if (content instanceof MailContent.InRow row) {
            return new ByteArrayInputStream(row.octets());
        }
        return content instanceof MailContent.Streamed streamed ? streamed.stream() : file(mail);
    }

    private InputStream file(MailId mail) throws OutboxException {
        try {
            return files.open(mail);
        } catch (IOException e) {
            throw new OutboxException("The content of mail " + mail + " can not be read: " + e, e);
        }
    }
}
