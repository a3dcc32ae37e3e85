package io.github.smtpra.engine.submission;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.Collections;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/**
 * Takes the place of a message that was made in memory, so that saving sets fields here and not on the caller's object.
 * The content is shared, not copied: its memory does not grow with the message. (The parts of a multipart get the
 * {@code Content-Type} and {@code Content-Transfer-Encoding} that they imply, as from every writer of Jakarta Mail.)
 */
final class UnsavedMessage extends MimeMessage {
    /** Without one, Jakarta Mail looks for its own parts again for each message. */
    private static final Session SESSION = newSession();

    private static final Set<String> PLAIN = Set.of("7bit", "8bit", "binary");

    /**
     * Stands for {@code original}.
     *
     * @param date for the {@code Date} field, if there is none
     */
    UnsavedMessage(MimeMessage original, String date) throws MessagingException {
        super(SESSION);
        // Before the fields: it removes those that describe the content.
        setDataHandler(original.getDataHandler());
        for (String line : Collections.list(original.getAllHeaderLines())) {
            addHeaderLine(line);
        }
        if (getHeader("Date") == null) {
            setHeader("Date", date);
        }
        saveChanges();
    }

    /** Our own: it remembers the classes that it finds, which must not be those of the application that happens to be first. */
    private static Session newSession() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(UnsavedMessage.class.getClassLoader());
        try {
            return Session.getInstance(new Properties());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Whether what the content's handler writes is the content, encoded as the header says. */
    boolean isContentPlain() throws MessagingException {
        String encoding = getEncoding();
        return encoding == null || PLAIN.contains(encoding.toLowerCase(Locale.ROOT));
    }

    /** The id is made where the message is rendered; one that the caller has set is kept. */
    @Override
    protected void updateMessageID() {}
}
