package io.github.smtpra.engine.submission;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.Collections;
import java.util.Date;

/**
 * Takes the place of a message that was made in memory, so that saving sets fields here and not on the caller's object.
 * The content is shared, not copied: its memory does not grow with the message. (The parts of a multipart get the
 * {@code Content-Type} and {@code Content-Transfer-Encoding} that they imply, as from every writer of Jakarta Mail.)
 */
final class UnsavedMessage extends MimeMessage {
    /**
     * Stands for {@code original}.
     *
     * @param date for the {@code Date} field, if there is none
     */
    UnsavedMessage(MimeMessage original, Date date) throws MessagingException {
        super((Session) null);
        // Before the fields: it removes those that describe the content.
        setDataHandler(original.getDataHandler());
        for (String line : Collections.list(original.getAllHeaderLines())) {
            addHeaderLine(line);
        }
        if (getHeader("Date") == null) {
            setSentDate(date);
        }
        saveChanges();
    }

    /** The id is made where the message is rendered; one that the caller has set is kept. */
    @Override
    protected void updateMessageID() {}
}
