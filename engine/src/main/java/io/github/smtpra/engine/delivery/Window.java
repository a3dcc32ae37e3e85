package io.github.smtpra.engine.delivery;

/**
 * How much mail is taken in hand.
 *
 * @param mails in all
 * @param ofOneDestination of those, how many may wait for the same destination
 */
record Window(int mails, int ofOneDestination) {
    /** Mail is asked for when there is room for so much: the outbox is not asked for each one, nor the dispatcher woken. */
    static final int BATCH = 8;

    /** Where there is one destination: what can be delivered soon. */
    static Window ofSessions(int sessions) {
        // One more for each session, to follow behind the final dot of the mail that it has in hand (RFC 2920
        // §3.1); and what keeps them busy while the next batch is asked for.
        int mails = 2 * sessions + 2 * BATCH;
        return new Window(mails, mails);
    }

    /** Where there are many: a fifth is the most that a slow one has of it. */
    static final Window OF_MANY = new Window(1000, 200);

    /** How many mails there is room for beside {@code inHand}; none, if so few that it is better to wait for a batch. */
    int room(int inHand) {
        int room = mails - inHand;
        return room < BATCH ? 0 : room;
    }
}
