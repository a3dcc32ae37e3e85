package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.server.Action;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;

/** One line for each mail transaction that came to its end: for machines, without content (RFC 2505 §2.5; SRV-322). */
final class MailLog {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.mail");
    private static final int MAX_RECIPIENTS = 20;

    private MailLog() {}

    /** A recipient was refused: the same facts, as far as there are any yet (RFC 2505 §2.6; SRV-322). */
    static void refused(Action.Admit question, InetSocketAddress client, Reply reply) {
        if (LOG.isLoggable(System.Logger.Level.INFO)) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "refused client=" + client.getAddress().getHostAddress()
                            + " helo=" + question.session().clientName()
                            + " proto=" + question.session().protocol()
                            + " from=" + word(question.reversePath().toString())
                            + " to=" + word(question.recipient().toString())
                            + " code=" + reply.code()
                            + " status=" + reply.status().map(Object::toString).orElse("-"));
        }
    }

    static void arrived(ArrivedMail mail, Envelope envelope, Reply reply, String outcomes, long nanos) {
        if (!LOG.isLoggable(System.Logger.Level.INFO)) {
            return;
        }
        List<Recipient> recipients = envelope.recipients();
        String to = recipients.stream()
                .limit(recipients.size() <= MAX_RECIPIENTS ? MAX_RECIPIENTS : 1)
                .map(recipient -> word(recipient.toString()))
                .collect(Collectors.joining(",", "[", recipients.size() <= MAX_RECIPIENTS ? "]" : ",...]"));
        LOG.log(
                System.Logger.Level.INFO,
                "mail id=" + mail.id()
                        + " client=" + mail.client().getAddress().getHostAddress()
                        + " helo=" + mail.facts().session().clientName()
                        + " proto=" + mail.facts().session().protocol()
                        + mail.facts()
                                .session()
                                .identity()
                                .map(identity -> " user=" + word(identity.user()))
                                .orElse("")
                        + " from=" + word(envelope.reversePath().toString())
                        + " to=" + to
                        + " nrcpt=" + recipients.size()
                        + " size=" + mail.content().size()
                        + " beans=" + outcomes
                        + " code=" + reply.code()
                        + " status=" + reply.status().map(Object::toString).orElse("-")
                        + " ms=" + nanos / 1_000_000);
    }

    /** A name as one word: its blanks and whatever does not show would make it look like something else. */
    static String word(String name) {
        return name.codePoints()
                .mapToObj(c -> c <= ' ' || c == 127 || Character.isISOControl(c) || Character.isWhitespace(c)
                        ? "?"
                        : Character.toString(c))
                .collect(Collectors.joining());
    }
}
