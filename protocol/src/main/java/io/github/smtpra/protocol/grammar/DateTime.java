package io.github.smtpra.protocol.grammar;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** {@code date-time} of a header field (RFC 5322 §3.3; SRV-131), always with its day of the week and a numeric zone. */
public final class DateTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private DateTime() {}

    /** {@code at}, in its zone. */
    public static String of(ZonedDateTime at) {
        return FORMAT.format(at);
    }

    /** {@code at}, in UTC. */
    public static String of(Instant at) {
        return of(at.atZone(ZoneOffset.UTC));
    }
}
