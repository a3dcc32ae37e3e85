package io.github.smtpra.outbox;

import io.github.smtpra.api.queue.DestinationOutcomes;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts what happens, by destination: of the destinations that had attempts last, so that memory is bounded whatever
 * senders write to. Safe for use by many threads; its lock is held while the map is looked at.
 */
final class DestinationTallies {
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, Tally> tallies = new LinkedHashMap<>(16, 0.75f, true);

    DestinationTallies(Clock clock) {
        this.clock = clock;
    }

    /** An attempt has ended. */
    void ended(ClaimedMail mail, List<RecipientOutcome> outcomes) {
        for (RecipientOutcome outcome : outcomes) {
            // RFC 5321 §2.4: domains are compared without case.
            String domain = outcome.recipient().mailbox().domain().toLowerCase(Locale.ROOT);
            of(domain).ended(mail, List.of(outcome));
        }
    }

    private synchronized Tally of(String domain) {
        Tally tally = tallies.computeIfAbsent(domain, each -> new Tally(clock));
        if (tallies.size() > MOST) {
            tallies.remove(tallies.keySet().iterator().next());
        }
        return tally;
    }

    /** Those with the most attempts first, {@code max} at most. */
    List<DestinationOutcomes> most(int max) {
        return all().stream()
                .sorted(Comparator.comparingLong(DestinationTallies::attempts)
                        .reversed()
                        .thenComparing(DestinationOutcomes::domain))
                .limit(max)
                .toList();
    }

    private synchronized List<DestinationOutcomes> all() {
        return tallies.entrySet().stream()
                .map(each ->
                        new DestinationOutcomes(each.getKey(), each.getValue().since()))
                .toList();
    }

    private static long attempts(DestinationOutcomes destination) {
        var outcomes = destination.since().outcomes();
        return outcomes.delivered() + outcomes.deferred() + outcomes.failed() + outcomes.uncertain();
    }
}
