package io.github.smtpra.rar.outbound;

import io.github.smtpra.engine.delivery.RunningDelivery;
import io.github.smtpra.engine.route.RouteSettings;
import io.github.smtpra.engine.route.Routes;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.Outboxes;
import io.github.smtpra.outbox.store.SharedDatabase;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts of an adapter with a real outbox, without delivery, and with switches for what can go wrong. */
final class RealOutbox implements OutboundParts {
    final List<String> log = new ArrayList<>();
    volatile boolean locked;
    boolean wrongSetting;

    @Override
    public Outbox openOutbox(Path directory, Optional<SharedDatabase> shared) throws OutboxException {
        if (locked) {
            throw new OutboxException("another process has it");
        }
        log.add("open");
        return Outboxes.acquire(directory, Clock.systemUTC());
    }

    @Override
    public RunningDelivery startDelivery(Outbox outbox, Settings settings) {
        log.add("deliver");
        return new RunningDelivery() {
            @Override
            public void run(String domain) {
                log.add("run " + domain);
            }

            @Override
            public void close() {
                log.add("deliver no more");
            }
        };
    }

    @Override
    public Routes routes(Settings settings) {
        return RouteSettings.routes(settings);
    }

    @Override
    public String checkedHostName(Settings settings) {
        if (wrongSetting) {
            throw new InvalidSettingException("relayPort", "many", "a number");
        }
        return "host.example";
    }

    /** The subjects of what is in the queue, which is empty afterwards. */
    static List<String> queued(Path directory) throws Exception {
        try (Outbox outbox = Outboxes.acquire(directory, Clock.systemUTC())) {
            List<String> subjects = new ArrayList<>();
            for (ClaimedMail mail : outbox.claim(100)) {
                try (InputStream content = outbox.openContent(mail)) {
                    new String(content.readAllBytes(), StandardCharsets.US_ASCII)
                            .lines()
                            .filter(line -> line.startsWith("Subject: "))
                            .forEach(line -> subjects.add(line.substring("Subject: ".length())));
                }
                outbox.release(mail);
            }
            return subjects;
        }
    }
}
