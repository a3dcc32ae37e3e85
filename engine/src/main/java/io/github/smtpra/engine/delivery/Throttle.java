package io.github.smtpra.engine.delivery;

import io.github.smtpra.protocol.client.RecipientResult.NotAttempted;
import io.github.smtpra.protocol.client.RecipientResult.RefusedForNow;
import java.util.List;

/**
 * How many sessions a destination gets: half as many after it said 421 or refused everyone for now, one more after each mail
 * that it took. Who says "not so fast" and is heard does not blacklist us. Guarded by its owner's lock.
 */
final class Throttle {
    private final int most;
    private int limit;

    Throttle(int most) {
        this.most = most;
        this.limit = most;
    }

    int limit() {
        return limit;
    }

    /** An attempt has ended so. */
    void ended(List<PeerResult> results) {
        limit = results.stream().allMatch(Throttle::isPushedBack) ? Math.max(1, limit / 2) : Math.min(most, limit + 1);
    }

    private static boolean isPushedBack(PeerResult one) {
        return one.result() instanceof RefusedForNow || one.result() instanceof NotAttempted;
    }
}
