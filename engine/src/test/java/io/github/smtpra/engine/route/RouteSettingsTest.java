package io.github.smtpra.engine.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.MailException;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteSettingsTest {
    private static final String RULES = "example.com = smtp:mx1.example.net:587/verified|smtp:mx2.example.net,"
            + "smtps:last.example.net; *.example.org=lmtp:[::1]; lists.example.org=relay; *=mx";

    private static RouteTable routes(String text) {
        return all(text).common();
    }

    private static Routes all(String text) {
        return RouteSettings.routes(Settings.of("", Map.of("routes", text), Map.of(), Map.of()));
    }

    @Test
    void rules_may_be_those_of_a_route_with_a_name() {
        Routes routes = all("bulk:*=smtp:bulk.example.net; *=mx; bulk:[192.0.2.1]=relay; [IPv6:2001:db8::1]=relay");

        assertThat(routes.route("bulk", "example.com").orElseThrow()).isInstanceOf(Route.Hops.class);
        assertThat(routes.route("bulk", "[192.0.2.1]")).contains(new Route.Relay());
        assertThat(routes.route("", "example.com")).contains(new Route.MailExchange());
        assertThat(routes.route("", "[IPv6:2001:db8::1]")).contains(new Route.Relay());
        assertThat(routes.route("slow", "example.com")).isEmpty();
        assertThat(routes.isSingle()).isFalse();
        assertThatThrownBy(() -> routes.require("slow"))
                .isInstanceOf(MailException.class)
                .hasMessageContaining("'slow'")
                .hasMessageContaining("[bulk]");
    }

    @Test
    void without_a_rule_for_all_mail_that_goes_to_the_relay() {
        assertThat(all("bulk:*=mx").route("", "example.com")).contains(new Route.Relay());
    }

    @Test
    void rules_name_hosts_in_groups() {
        Optional<Route> route = routes(RULES).route("Example.Com");

        assertThat(route)
                .contains(new Route.Hops(List.of(
                        List.of(
                                new Hop(HopProtocol.SMTP, "mx1.example.net", 587, TlsLevel.VERIFIED),
                                new Hop(HopProtocol.SMTP, "mx2.example.net", 25, TlsLevel.OPPORTUNISTIC)),
                        List.of(new Hop(HopProtocol.SMTPS, "last.example.net", 465, TlsLevel.VERIFIED)))));
    }

    @Test
    void a_host_may_get_credentials_and_must_prove_its_name_then() {
        RouteTable table = routes("a.test=smtp:Office@mx.example.net:587;b.test=lmtp:box-1@[::1]/encrypted;*=mx");

        assertThat(table.hops())
                .containsExactlyInAnyOrder(
                        new Hop(HopProtocol.SMTP, "mx.example.net", 587, TlsLevel.VERIFIED, Optional.of("office")),
                        new Hop(HopProtocol.LMTP, "::1", 24, TlsLevel.ENCRYPTED, Optional.of("box-1")));
    }

    @Test
    void the_nearest_rule_counts() {
        RouteTable table = routes(RULES);

        assertThat(table.route("a.b.example.org"))
                .contains(new Route.Hops(List.of(List.of(new Hop(HopProtocol.LMTP, "::1", 24, TlsLevel.OFF)))));
        assertThat(table.route("lists.example.org")).contains(new Route.Relay());
        assertThat(table.route("a.example.com")).contains(new Route.MailExchange());
        assertThat(table.route("[192.0.2.1]")).contains(new Route.MailExchange());
    }

    @Test
    void without_rules_all_mail_goes_to_the_relay() {
        Routes table = RouteSettings.routes(Settings.of("", Map.of(), Map.of(), Map.of()));

        assertThat(table.route("", "example.com")).contains(new Route.Relay());
        assertThat(table.isSingle()).isTrue();
    }

    @Test
    void mail_of_a_domain_without_rule_has_no_route() {
        assertThat(routes("example.com=mx").route("example.net")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "example.com has_no_'='",
                "*=pigeon 'pigeon'_is_neither_mx",
                "*=smtp:a.example:70000 70000_is_no_port",
                "*=smtp:a.example/strong 'strong'_is_none_of",
                "*=smtp:a.example/dane 'dane'_is_none_of",
                "*=smtp:a_._b! '[a_._b!]'_",
                "*=smtp:[fe] 'fe'_",
                "*=smtp:a@b@c.example 'smtp:a@b@c.example'_is_neither",
                "*=smtp:@c.example 'smtp:@c.example'_is_neither",
                "a..b=mx 'a..b'_is_no_domain",
                "*=mx;*=relay '*'_has_two_rules",
                "a:*=mx;a:*=relay 'a:*'_has_two_rules"
            })
    void what_can_not_be_understood_is_named(String text, String why) {
        String words =
                why.replace('_', ' ').replace("'[a . b!]' ", "is no host").replace("'fe' ", "is no host");

        assertThatThrownBy(() -> routes(text))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("property routes is '" + text + "'")
                .hasMessageContaining(words);
    }
}
