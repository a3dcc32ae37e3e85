package io.github.smtpra.it.server.app;

import io.github.smtpra.api.MailException;
import io.github.smtpra.api.queue.DestinationOutcomes;
import io.github.smtpra.api.queue.DestinationStatistics;
import io.github.smtpra.api.queue.MailQueue;
import io.github.smtpra.api.queue.QueueSelection;
import io.github.smtpra.api.queue.QueuedMail;
import io.github.smtpra.api.smtp.MailId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/** The queue as an application uses it. */
public final class InjectedQueue {
    private InjectedQueue() {}

    /** What the verb gives. */
    static String ask(MailQueue queue, String verb, String... arguments) throws MailException {
        return switch (verb) {
            case "list" -> mails(queue.list(QueueSelection.ALL.withRecipientDomain(arguments[0])));
            case "find" -> mails(queue.find(new MailId(arguments[0])).stream().toList());
            case "dump" -> dump(queue, new MailId(arguments[0]));
            case "hold" -> "" + queue.hold(new MailId(arguments[0]));
            case "release" -> "" + queue.release(new MailId(arguments[0]));
            case "retry" -> "" + queue.retry(new MailId(arguments[0]));
            case "cancel" -> "" + queue.cancel(new MailId(arguments[0]));
            case "retryDestination" -> "" + queue.retryDestination(arguments[0]);
            case "drainDestination" -> "" + queue.drainDestination(arguments[0]);
            case "pause" -> {
                queue.pause();
                yield "done";
            }
            case "resume" -> {
                queue.resume();
                yield "done";
            }
            case "isPaused" -> "" + queue.isPaused();
            default -> figure(queue, verb);
        };
    }

    private static String figure(MailQueue queue, String verb) throws MailException {
        return switch (verb) {
            case "statistics" -> queue.statistics().toString();
            case "reports" -> queue.reports().toString();
            case "destinations" ->
                queue.destinations(10).stream()
                        .map(DestinationStatistics::domain)
                        .collect(Collectors.joining(" "));
            case "outcomes" ->
                queue.outcomes(10).stream().map(DestinationOutcomes::domain).collect(Collectors.joining(" "));
            default -> throw new IllegalArgumentException(verb);
        };
    }

    private static String mails(Collection<QueuedMail> mails) {
        return mails.stream().map(each -> each.id() + ":" + each.state()).collect(Collectors.joining(" "));
    }

    private static String dump(MailQueue queue, MailId mail) throws MailException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        return queue.dump(mail, content) ? content.toString(StandardCharsets.ISO_8859_1) : "false";
    }
}
