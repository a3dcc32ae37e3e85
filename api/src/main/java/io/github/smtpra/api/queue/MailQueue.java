package io.github.smtpra.api.queue;

import io.github.smtpra.api.MailException;
import io.github.smtpra.api.smtp.MailId;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The queue of mail to be sent, for operators and their programs. Takes no part in transactions: each verb is done, and
 * durable, when it returns. What a session has begun with is let alone, for whichever of its recipients, and so is what a
 * transaction has not decided about; a verb says so by its result. What only waits for a session, or for its turn in a rate,
 * obeys; of a shared outbox, at the server that has claimed it. Safe for use by many threads.
 *
 * <pre>{@code
 * @Resource(lookup = "java:/smtp-ra/MailQueue")
 * MailQueue queue;
 * }</pre>
 */
public interface MailQueue {
    /**
     * A page of what is in the queue, oldest first, with all recipients that are not final; memory and time are bounded
     * by the page, but for a search that finds little.
     *
     * @throws MailException if the store fails
     */
    List<QueuedMail> list(QueueSelection selection) throws MailException;

    /** The mail {@code mail}, if it is in the queue. */
    Optional<QueuedMail> find(MailId mail) throws MailException;

    /**
     * Writes the content of {@code mail}, with CRLF at the end of each line; it stays in the queue.
     *
     * @return whether the mail is in the queue
     * @throws MailException if it can not be read or written
     */
    boolean dump(MailId mail, OutputStream to) throws MailException;

    /** Keeps {@code mail} from being tried until it is released; whether it was waiting or held. */
    boolean hold(MailId mail) throws MailException;

    /**
     * Lets {@code mail} go on by its schedule: what was {@linkplain #hold held}, and what is held because it may have
     * arrived (which may so arrive twice). Whether it was waiting or held.
     */
    boolean release(MailId mail) throws MailException;

    /** Tries {@code mail} now, held or not; whether it was waiting or held. */
    boolean retry(MailId mail) throws MailException;

    /**
     * Takes {@code mail} out of the queue; nobody is told. Whether it was waiting or held.
     *
     * @throws MailException if the store fails
     */
    boolean cancel(MailId mail) throws MailException;

    /**
     * Tries now what waits for recipients at {@code domain}.
     *
     * @return how many mails
     */
    int retryDestination(String domain) throws MailException;

    /**
     * Empties the queue of {@code domain}: what waits for recipients there is tried once more, now; what fails is given up
     * and its sender told.
     *
     * @return how many mails
     */
    int drainDestination(String domain) throws MailException;

    /**
     * Stops handing mail to delivery, also after a restart, until {@link #resume}. What waits for a session gets none, what a
     * session has begun with ends. Mail is taken as before.
     */
    void pause() throws MailException;

    /** Ends {@link #pause}. */
    void resume() throws MailException;

    /** Whether it is paused. */
    boolean isPaused() throws MailException;

    /** The figures of now, and of what has happened since the start. */
    QueueStatistics statistics() throws MailException;

    /** The figures of those destinations that most recipients wait for, {@code max} at most. */
    List<DestinationStatistics> destinations(int max) throws MailException;

    /** The figures of delivery reports that wait for a bean. */
    ReportStatistics reports() throws MailException;

    /**
     * What has become of recipients since the outbox was opened, by destination: of those that had attempts last (10 000
     * are remembered), the {@code max} with the most, whether anything waits for them or not.
     */
    List<DestinationOutcomes> outcomes(int max) throws MailException;
}
