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
import io.github.smtpra.engine.route.Routes;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import io.github.smtpra.outbox.Terms;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final String RULES =
            "bulk:*=smtp:bulk.example.net; bulk:example.com=mx; *=relay; inner:example.org=lmtp:127.0.0.1:24";

    private static Optional<Route> route(String name, String recipient) {
        Router router = new Router(RouteSettings.routes(Settings.of("", Map.of("routes", RULES), Map.of(), Map.of())));
        return router.parts(mail(name, recipient)).keySet().iterator().next().route();
    }

    private static ClaimedMail mail(String route, String... recipients) {
        return new ClaimedMail(
                new MailId("1"),
                ReversePath.NULL,
                Stream.of(recipients)
                        .map(one ->
                                new ClaimedRecipient(0, new Recipient(Mailbox.parse(one)), 0, false, Optional.empty()))
                        .toList(),
                ReportOptions.NONE,
                BodyType.SEVEN_BIT,
                1,
                Instant.EPOCH,
                new Terms(TransferOptions.NONE, route, WhenUncertain.RESEND, Terms.ByTime.LEFT));
    }

    // RFC 6531 §3.2 (CLI-018)
    @Test
    void a_domain_in_any_script_goes_where_its_a_labels_go() {
        Router router = new Router(Routes.always(new Route.MailExchange()));
        ClaimedMail mail = mail("", "a@b\u00fccher.example", "b@B\u00dcCHER.example", "c@xn--bcher-kva.example");

        assertThat(router.parts(mail).keySet())
                .extracting(Destination::domain)
                .containsExactly("xn--bcher-kva.example");
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
