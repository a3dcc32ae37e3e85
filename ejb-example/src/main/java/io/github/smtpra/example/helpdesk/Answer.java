package io.github.smtpra.example.helpdesk;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.ReversePath;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The automatic answer to a question, in the form that RFC 3834 §3 asks for (DSN-015). */
final class Answer {
    private static final String DESK = "support@example.com";
    private static final Pattern ID = Pattern.compile("<[!-;=?-~]{1,900}>");

    private final MimeMessage message;

    /** An answer to be written into the empty {@code message}. */
    Answer(MimeMessage message) {
        this.message = message;
    }

    /** To who sent the question, and from nobody: an answer must never be answered (RFC 3834 §3.3, §4). */
    static Envelope envelope(Envelope question) {
        return Envelope.from(ReversePath.NULL).to(question.reversePath().text());
    }

    MimeMessage to(MimeMessage question, Envelope envelope, Ticket ticket) throws MessagingException {
        message.setFrom(DESK);
        message.setRecipients(
                MimeMessage.RecipientType.TO, envelope.reversePath().text());
        message.setSubject("Re: " + ticket.subject() + " [ticket #" + ticket.number() + "]", "UTF-8");
        message.setHeader("Auto-Submitted", "auto-replied");
        thread(question);
        message.setText("""
                Thank you for writing to us. Your question has become ticket #%d.

                The help desk
                """.formatted(ticket.number()), "UTF-8");
        return message;
    }

    /** RFC 5322 §3.6.4: the answer stands under the question. Only what looks like an id is repeated. */
    private void thread(MimeMessage question) throws MessagingException {
        List<String> ids = ids(question.getHeader("Message-ID", " "));
        if (ids.isEmpty()) {
            return;
        }
        List<String> thread = new ArrayList<>(ids(question.getHeader("References", " ")));
        thread.addAll(ids);
        message.setHeader("In-Reply-To", String.join("\r\n ", ids));
        message.setHeader("References", String.join("\r\n ", thread));
    }

    private static List<String> ids(@Nullable String field) {
        return field == null
                ? List.of()
                : ID.matcher(field).results().map(MatchResult::group).toList();
    }
}
