package io.github.smtpra.example.helpdesk;

import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.ReversePath;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;

/** Which mail a program may answer by itself (RFC 3834 §2): not another program's, and not a mailing list's. */
final class AutomaticAnswers {
    private static final Set<String> BULK = Set.of("bulk", "list", "junk");
    private static final Set<String> PROGRAMS = Set.of("mailer-daemon", "postmaster", "listserv", "majordomo");

    private AutomaticAnswers() {}

    /**
     * Whether {@code mail} may be answered.
     *
     * @param reversePath the mail's, which an answer would go to
     */
    static boolean mayAnswer(ReversePath reversePath, MimeMessage mail) throws MessagingException {
        return reversePath.mailbox().filter(AutomaticAnswers::isPerson).isPresent()
                && !isAutomatic(mail)
                && !isFromList(mail);
    }

    /** RFC 3834 §2: senders that are programs, judged by their names. */
    private static boolean isPerson(Mailbox sender) {
        String name = sender.localPart().toLowerCase(Locale.ROOT);
        return !PROGRAMS.contains(name)
                && !name.startsWith("owner-")
                && !name.endsWith("-request")
                && !name.endsWith("-owner");
    }

    /** RFC 3834 §5: any value but "no", with or without parameters, was not written by a person. */
    private static boolean isAutomatic(MimeMessage mail) throws MessagingException {
        String submitted = mail.getHeader("Auto-Submitted", ",");
        return submitted != null && !submitted.split("[;(]", 2)[0].trim().equalsIgnoreCase("no");
    }

    private static boolean isFromList(MimeMessage mail) throws MessagingException {
        String precedence = mail.getHeader("Precedence", ",");
        if (precedence != null && BULK.contains(precedence.trim().toLowerCase(Locale.ROOT))) {
            return true;
        }
        return Collections.list(mail.getAllHeaders()).stream()
                .map(Header::getName)
                .anyMatch(name -> name.regionMatches(true, 0, "List-", 0, "List-".length()));
    }
}
