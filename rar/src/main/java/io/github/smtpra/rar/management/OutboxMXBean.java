package io.github.smtpra.rar.management;

import java.util.List;

/**
 * The queue of mail to be sent, for consoles and scripts; what each verb means stands at
 * {@link io.github.smtpra.api.queue.MailQueue} and in {@code docs/operations.md}. Ids and domains are texts; a failure is
 * an {@code IllegalStateException} with the reason, which every console can read. What is described here consoles show.
 */
@Description("The queue of mail to be sent")
public interface OutboxMXBean {
    @Description("Mails in the queue.")
    long getQueued();

    @Description("Mails whose time has come and that no session has begun with.")
    long getDue();

    @Description("Mails that sessions have begun with; verbs let them alone.")
    long getInHand();

    @Description("Mails that wait for an operator.")
    long getHeld();

    @Description("Mails that wait for their transaction.")
    long getInDoubt();

    @Description("The age of the oldest mail in seconds; 0 if there is none.")
    long getOldestSeconds();

    @Description("Recipients delivered since the start.")
    long getDelivered();

    @Description("Attempts that were put off since the start.")
    long getDeferred();

    @Description("Recipients given up or refused since the start.")
    long getFailed();

    @Description("Attempts that ended without a reply to the final dot since the start.")
    long getUncertain();

    @Description("The mean time from a send to its end, in milliseconds.")
    long getMeanMillis();

    @Description("The longest time from a send to its end, in milliseconds.")
    long getLongestMillis();

    @Description("Delivery reports that wait for a bean.")
    long getOwedReports();

    @Description("Delivery reports that a bean was told in vain.")
    long getFailingReports();

    @Description("The age of the oldest delivery report that waits, in seconds; 0 if there is none.")
    long getOldestReportSeconds();

    @Description("Whether delivery is stopped.")
    boolean isPaused();

    @Description("Stops delivery, also after a restart; what sessions have begun with ends.")
    void pause();

    @Description("Starts delivery again.")
    void resume();

    @Description("Up to 100 mails, oldest first.")
    List<MailRow> list(
            @Argument(name = "after", value = "the last id of the page before; empty: the first page") String after);

    @Description("Up to 100 mails in a state, from a sender and for a domain, oldest first.")
    List<MailRow> search(
            @Argument(name = "sender", value = "a reverse path, <> for the null one; empty: all") String sender,
            @Argument(name = "domain", value = "of a recipient; empty: all") String domain,
            @Argument(name = "state", value = "WAITING, IN_HAND, HELD or IN_DOUBT; empty: all") String state,
            @Argument(name = "after", value = "the last id of the page before; empty: the first page") String after);

    @Description("One mail; an empty list if it is not in the queue.")
    List<MailRow> find(
            @Argument(name = "id", value = "of the mail, as in its Received field and in the log") String id);

    @Description("The first octets of a mail's content, as ISO 8859-1.")
    String dump(
            @Argument(name = "id", value = "of the mail, as in its Received field and in the log") String id,
            @Argument(name = "octets", value = "how many, at most 1000000") int octets);

    @Description("Keeps a mail from being tried until it is released; false if its delivery has begun, or it is gone.")
    boolean hold(@Argument(name = "id", value = "of the mail, as in its Received field and in the log") String id);

    @Description("Lets a mail go on by its schedule that was held, by an operator or as it may have arrived.")
    boolean release(@Argument(name = "id", value = "of the mail, as in its Received field and in the log") String id);

    @Description("Tries a mail now, held or not.")
    boolean retry(@Argument(name = "id", value = "of the mail, as in its Received field and in the log") String id);

    @Description("Takes a mail out of the queue; nobody is told. False if its delivery has begun, or it is gone.")
    boolean cancel(@Argument(name = "id", value = "of the mail, as in its Received field and in the log") String id);

    @Description("Tries now what waits for a domain; how many mails.")
    int retryDestination(@Argument(name = "domain", value = "of the recipients") String domain);

    @Description("Tries what waits for a domain once more and gives up what fails; how many mails.")
    int drainDestination(@Argument(name = "domain", value = "of the recipients") String domain);

    @Description("The 50 destinations that most recipients wait for.")
    List<DestinationRow> getDestinations();

    @Description("What has become of recipients since the start, at the 50 destinations with the most attempts.")
    List<OutcomesRow> getOutcomes();
}
