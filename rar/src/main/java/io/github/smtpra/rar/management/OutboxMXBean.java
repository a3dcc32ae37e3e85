package io.github.smtpra.rar.management;

import java.util.List;

/**
 * The queue of mail to be sent, for consoles and scripts; what each verb means stands at
 * {@link io.github.smtpra.api.queue.MailQueue} and in {@code docs/operations.md}. Ids and domains are texts; a failure is
 * an {@code IllegalStateException} with the reason, which every console can read.
 */
public interface OutboxMXBean {
    /** Mails in the queue. */
    long getQueued();

    /** Those whose time has come and that nobody has in hand. */
    long getDue();

    /** Those being delivered. */
    long getInHand();

    /** Those that wait for an operator. */
    long getHeld();

    /** Those that wait for their transaction. */
    long getInDoubt();

    /** The age of the oldest mail in seconds; 0 if there is none. */
    long getOldestSeconds();

    /** Recipients delivered since the start. */
    long getDelivered();

    /** Attempts that were put off since the start. */
    long getDeferred();

    /** Recipients given up or refused since the start. */
    long getFailed();

    /** Attempts that ended without a reply to the final dot since the start. */
    long getUncertain();

    /** The mean time from a send to its end, in milliseconds. */
    long getMeanMillis();

    /** The longest. */
    long getLongestMillis();

    /** Delivery reports that wait for a bean. */
    long getOwedReports();

    /** Those that a bean was told in vain. */
    long getFailingReports();

    /** The age of the oldest in seconds; 0 if there is none. */
    long getOldestReportSeconds();

    /** Whether delivery is stopped. */
    boolean isPaused();

    /** Stops delivery, also after a restart. */
    void pause();

    /** Starts it again. */
    void resume();

    /** Up to 100 mails behind the id {@code after} (empty: the first), oldest first. */
    List<MailRow> list(String after);

    /**
     * The same of those that are in {@code state}, from {@code sender} and for {@code domain}; an empty text does not
     * matter, and {@code <>} is the null sender.
     */
    List<MailRow> search(String sender, String domain, String state, String after);

    /** The mail {@code id}; an empty list if it is not in the queue. */
    List<MailRow> find(String id);

    /** The first {@code octets} octets of its content, at most a million, as ISO 8859-1. */
    String dump(String id, int octets);

    /** Keeps it from being tried. */
    boolean hold(String id);

    /** Lets it go on. */
    boolean release(String id);

    /** Tries it now. */
    boolean retry(String id);

    /** Takes it out; nobody is told. */
    boolean cancel(String id);

    /** Tries now what waits for {@code domain}; how many mails. */
    int retryDestination(String domain);

    /** Tries what waits for {@code domain} once more and gives up what fails; how many mails. */
    int drainDestination(String domain);

    /** The 50 destinations that most recipients wait for. */
    List<DestinationRow> getDestinations();

    /** What has become of recipients since the start, at the 50 destinations with the most attempts. */
    List<OutcomesRow> getOutcomes();
}
