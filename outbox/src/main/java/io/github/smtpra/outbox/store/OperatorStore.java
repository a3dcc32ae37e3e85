package io.github.smtpra.outbox.store;

import io.github.smtpra.api.queue.DestinationStatistics;
import io.github.smtpra.api.queue.QueueSelection;
import io.github.smtpra.api.queue.QueuedMail;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.OutboxException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The store as operators see it: its questions have a connection of their own, so that a long one holds up no delivery.
 * The mails that are changed one by one are in the caller's hand; if another server has taken one over meanwhile, that is
 * a {@link ClaimLostException}. Safe for use by many threads.
 */
public interface OperatorStore {
    /** As {@link io.github.smtpra.api.queue.MailQueue#list}; the state {@code IN_HAND} is not known here. */
    List<QueuedMail> list(QueueSelection selection) throws OutboxException;

    /** The mail {@code mail}, if it is there. */
    Optional<QueuedMail> find(MailId mail) throws OutboxException;

    /** Keeps {@code mail} from being tried. */
    void hold(MailId mail) throws OutboxException;

    /** Ends a hold. */
    void release(MailId mail) throws OutboxException;

    /** Makes {@code mail} due at {@code now}, held or not. */
    void retry(MailId mail, Instant now) throws OutboxException;

    /** Up to {@code max} mails behind {@code after} that wait for recipients at {@code domain}. */
    List<MailId> at(String domain, String after, int max) throws OutboxException;

    /** Makes what of {@code mails} waits for {@code domain} due at {@code now}; how many. */
    int retryAt(String domain, List<MailId> mails, Instant now) throws OutboxException;

    /** The same, and has it given up by its next failure; how many. */
    int drain(String domain, List<MailId> mails, Instant now) throws OutboxException;

    /** Whether nothing is to be handed out. */
    boolean isPaused() throws OutboxException;

    /** Sets that. */
    void pause(Pause pause) throws OutboxException;

    /** Whether mail is handed out. */
    enum Pause {
        /** It is not. */
        PAUSED,
        /** It is. */
        RUNNING
    }

    /** How many mails there are. */
    Counts counts(Instant now) throws OutboxException;

    /**
     * How many mails there are.
     *
     * @param waiting those with a due time
     * @param due those whose due time has come
     * @param held those that wait for an operator
     * @param inDoubt those that wait for a transaction
     * @param oldest when the oldest was sent
     */
    record Counts(long waiting, long due, long held, long inDoubt, Optional<Instant> oldest) {}

    /** The destinations that most recipients wait for, {@code max} at most. */
    List<DestinationStatistics> destinations(int max) throws OutboxException;
}
