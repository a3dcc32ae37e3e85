package io.github.smtpra.engine.delivery;

/**
 * Decides between a delivery that is about to send the final dot and one who wants to abort it: whoever comes first. Behind
 * the dot a mail is let finish, since to cut it off would make it uncertain. Safe for use by many threads.
 */
final class FinalDotGate {
    private enum Position {
        OPEN,
        PASSED,
        SHUT
    }

    private Position position = Position.OPEN;
    private boolean shutWanted;

    /** The next mail comes; a gate that was shut, or was to be, is shut for it. */
    synchronized void reset() {
        position = shutWanted ? Position.SHUT : Position.OPEN;
    }

    /** Whether the dot may go out. */
    synchronized boolean pass() {
        if (position == Position.OPEN) {
            position = Position.PASSED;
        }
        return position == Position.PASSED;
    }

    /** Whether the mail may be aborted; its dot will not go out then. */
    synchronized boolean shut() {
        shutWanted = true;
        if (position == Position.OPEN) {
            position = Position.SHUT;
        }
        return position == Position.SHUT;
    }
}
