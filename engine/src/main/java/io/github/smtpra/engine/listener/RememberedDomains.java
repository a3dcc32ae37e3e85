package io.github.smtpra.engine.listener;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps answers about domains for some minutes: a mail with many recipients asks once, and so does a flood from one
 * domain. Its lock is held for a look into the map, never while the DNS is waited for.
 */
final class RememberedDomains implements SenderDomains {
    private static final int MOST = 1000;
    private static final Duration AGE = Duration.ofMinutes(5);

    private final SenderDomains source;
    private final InstantSource clock;
    private final Map<String, Known> known = new LinkedHashMap<>();

    private record Known(boolean withoutMail, Instant until) {}

    RememberedDomains(SenderDomains source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public boolean isWithoutMail(String domain) {
        Optional<Known> remembered = remembered(domain);
        return remembered.isPresent() ? remembered.get().withoutMail() : asked(domain);
    }

    private synchronized Optional<Known> remembered(String domain) {
        return Optional.ofNullable(known.get(domain))
                .filter(one -> clock.instant().isBefore(one.until()));
    }

    private boolean asked(String domain) {
        boolean withoutMail = source.isWithoutMail(domain);
        synchronized (this) {
            known.remove(domain);
            known.put(domain, new Known(withoutMail, clock.instant().plus(AGE)));
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return withoutMail;
    }
}
