package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Reply;

/**
 * What became of a mail at one subscription.
 *
 * @param kept whether the bean's work is kept
 * @param reply what the client would hear if there were no other subscription
 * @param outcome a word for the log
 * @param heard to be run when the client has heard so
 */
record Handover(Kept kept, Reply reply, String outcome, Runnable heard) {
    /** Whether the bean's work is kept. */
    enum Kept {
        YES,
        /** Yes, at an earlier delivery; the client has not heard so. */
        BEFORE,
        NO
    }

    static Handover kept(Reply reply, Runnable heard) {
        return new Handover(Kept.YES, reply, "committed", heard);
    }

    static Handover known(Reply reply, Runnable heard) {
        return new Handover(Kept.BEFORE, reply, "known", heard);
    }

    static Handover notKept(Reply reply, String outcome) {
        return new Handover(Kept.NO, reply, outcome, () -> {});
    }

    boolean isKept() {
        return kept != Kept.NO;
    }

    boolean isKnown() {
        return kept == Kept.BEFORE;
    }
}
