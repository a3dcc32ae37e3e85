package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Hold;
import io.github.smtpra.protocol.grammar.TransferParameters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** FUTURERELEASE (RFC 4865): mail that is to wait. For submission only (§2; SRV-250). */
final class FutureReleaseExtension implements Extension {
    private final Duration longest;
    private final InstantSource clock;

    /**
     * Serves the extension.
     *
     * @param longest how long a mail may wait
     */
    FutureReleaseExtension(Duration longest, InstantSource clock) {
        this.longest = longest;
        this.clock = clock;
    }

    /** RFC 4865 §4 (SRV-296): the longest time, and when it would end. */
    @Override
    public Optional<String> keyword(Session session) {
        return Optional.of("FUTURERELEASE " + longest.toSeconds() + " " + latest().truncatedTo(ChronoUnit.SECONDS));
    }

    @Override
    public Map<String, ParameterRule<MailTransaction>> mailParameters() {
        return Map.of(
                "HOLDFOR",
                ValueRule.of((value, mail) -> hold(TransferParameters.holdFor(value), mail)),
                "HOLDUNTIL",
                ValueRule.of((value, mail) -> hold(TransferParameters.holdUntil(value), mail)));
    }

    /** RFC 4865 §4 (SRV-296): one of them, and not for longer than was said. */
    private void hold(Hold hold, MailTransaction mail) throws Refusal {
        if (mail.options().hold().isPresent()) {
            throw new Refusal(Replies.HELD_TWICE);
        }
        if (hold.release(clock.instant()).isAfter(latest())) {
            throw new Refusal(Replies.HELD_TOO_LONG);
        }
        mail.options(mail.options().withHold(hold));
    }

    private Instant latest() {
        return clock.instant().plus(longest);
    }
}
