package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.WhenUncertain;
import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReportOptions;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.engine.route.Route;
import io.github.smtpra.engine.route.RouteSettings;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import io.github.smtpra.outbox.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final String RULES =
            "bulk:*=smtp:bulk.example.net; bulk:example.com=mx; *=relay; inner:example.org=lmtp:127.0.0.1:24";

    private static Optional<Route> route(String name, String recipient) {
        Router router = new Router(RouteSettings.routes(Settings.of("", Map.of("routes", RULES), Map.of(), Map.of())));
        Terms terms = new Terms(TransferOptions.NONE, name, WhenUncertain.RESEND, Terms.ByTime.LEFT);
        ClaimedRecipient one =
                new ClaimedRecipient(0, new Recipient(Mailbox.parse(recipient)), 0, false, Optional.empty());
        ClaimedMail mail = new ClaimedMail(
                new MailId("1"),
                ReversePath.NULL,
                List.of(one),
                ReportOptions.NONE,
                BodyType.SEVEN_BIT,
                1,
                Instant.EPOCH,
                terms);
        return router.parts(mail).keySet().iterator().next().route();
    }

    @Test
    void mail_follows_the_rules_of_its_route_and_then_those_of_all() {
        assertThat(route("bulk", "a@example.net").orElseThrow()).isInstanceOf(Route.Hops.class);
        assertThat(route("bulk", "a@example.com").orElseThrow()).isInstanceOf(Route.MailExchange.class);
        assertThat(route("inner", "a@example.org").orElseThrow()).isInstanceOf(Route.Hops.class);
        assertThat(route("inner", "a@example.com").orElseThrow()).isInstanceOf(Route.Relay.class);
        assertThat(route("", "a@example.org").orElseThrow()).isInstanceOf(Route.Relay.class);
    }

    @Test
    void mail_whose_route_has_gone_waits() {
        assertThat(route("former", "a@example.com")).isEmpty();
    }
}
