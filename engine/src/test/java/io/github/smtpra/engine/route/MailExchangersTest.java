package io.github.smtpra.engine.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.dns.TestDns;
import io.github.smtpra.engine.dns.ZoneServer;
import io.github.smtpra.engine.route.MailExchangers.ReservedDomains;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;

class MailExchangersTest {
    private final ZoneServer zones;

    MailExchangersTest() throws IOException {
        zones = new ZoneServer();
    }

    @AfterEach
    void close() throws IOException {
        zones.close();
    }

    private MailHosts find(String domain) {
        return exchangers(ReservedDomains.LOOK_UP, 1).find(domain);
    }

    private MailExchangers exchangers(ReservedDomains reserved, int seed) {
        return new MailExchangers(TestDns.of(zones), "our.test", reserved, new Random(seed));
    }

    private static List<String> names(MailHosts hosts) {
        return ((MailHosts.Found) hosts).hosts().stream().map(MailHost::name).toList();
    }

    private static List<String> addresses(MailHosts hosts) {
        return ((MailHosts.Found) hosts)
                .hosts().stream()
                        .flatMap(host -> host.addresses().stream())
                        .map(InetAddress::getHostAddress)
                        .toList();
    }

    private static String why(MailHosts hosts) {
        Unroutable why = ((MailHosts.None) hosts).why();
        return why.status() + " " + why.reason();
    }

    // CLI-040
    @Test
    void exchangers_come_by_preference_whatever_the_order_of_the_answer() {
        zones.with("""
                y.test. MX 20 second.y.test.
                y.test. MX 10 first.y.test.
                y.test. MX 30 third.y.test.
                first.y.test. A 192.0.2.1
                second.y.test. A 192.0.2.2
                third.y.test. A 192.0.2.3
                """);

        assertThat(names(find("y.test"))).containsExactly("first.y.test", "second.y.test", "third.y.test");
    }

    // CLI-040
    @Test
    void equals_come_in_any_order() {
        zones.with("""
                y.test. MX 10 a.y.test.
                y.test. MX 10 b.y.test.
                y.test. MX 20 c.y.test.
                a.y.test. A 192.0.2.1
                b.y.test. A 192.0.2.2
                c.y.test. A 192.0.2.3
                """);
        Set<List<String>> orders = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            orders.add(names(exchangers(ReservedDomains.LOOK_UP, seed).find("y.test")));
        }

        assertThat(orders)
                .containsExactlyInAnyOrder(
                        List.of("a.y.test", "b.y.test", "c.y.test"), List.of("b.y.test", "a.y.test", "c.y.test"));
    }

    // CLI-040, CLI-048
    @Test
    void all_addresses_of_a_host_are_there_one_family_after_the_other() {
        zones.with("""
                y.test. MX 10 mx.y.test.
                mx.y.test. A 192.0.2.1
                mx.y.test. A 192.0.2.2
                mx.y.test. AAAA 2001:db8::1
                mx.y.test. AAAA 2001:db8::2
                """);

        assertThat(addresses(find("y.test")))
                .containsExactly("2001:db8:0:0:0:0:0:1", "192.0.2.1", "2001:db8:0:0:0:0:0:2", "192.0.2.2");
    }

    // CLI-041
    @Test
    void a_domain_without_mx_takes_its_mail_itself() {
        zones.with("y.test. AAAA 2001:db8::1\ny.test. A 192.0.2.1");

        assertThat(names(find("y.test"))).containsExactly("y.test");
        assertThat(addresses(find("y.test"))).containsExactly("2001:db8:0:0:0:0:0:1", "192.0.2.1");
    }

    // CLI-041
    @Test
    void where_no_mx_is_usable_the_address_of_the_domain_is_not_taken() {
        zones.with("y.test. MX 10 nowhere.y.test.\ny.test. A 192.0.2.1");

        assertThat(why(find("y.test"))).startsWith("5.4.4 ");
    }

    // CLI-041, CLI-043
    @Test
    void a_host_whose_address_is_not_known_now_may_be_found_later() {
        zones.with("y.test. MX 10 mx.y.test.\ny.test. A 192.0.2.1").failing("mx.y.test.", Rcode.SERVFAIL);

        assertThat(why(find("y.test"))).startsWith("4.4.3 ");
    }

    // CLI-041
    @Test
    void a_domain_with_neither_mx_nor_address_can_not_get_mail() {
        zones.with("y.test. TXT nothing");

        assertThat(why(find("y.test"))).startsWith("5.4.4 ");
    }

    // CLI-042
    @Test
    void a_null_mx_says_that_there_is_no_mail() {
        zones.with("y.test. MX 0 .\ny.test. A 192.0.2.1");

        assertThat(why(find("y.test"))).startsWith("5.1.10 556 5.1.10 ");
        assertThat(exchangers(ReservedDomains.LOOK_UP, 1).isWithoutMail("y.test"))
                .isTrue();
    }

    // CLI-042
    @Test
    void a_null_mx_among_others_is_none() {
        zones.with("y.test. MX 0 .\ny.test. MX 10 mx.y.test.\nmx.y.test. A 192.0.2.1");

        assertThat(names(find("y.test"))).containsExactly("mx.y.test");
        assertThat(exchangers(ReservedDomains.LOOK_UP, 1).isWithoutMail("y.test"))
                .isFalse();
    }

    // CLI-043
    @Test
    void no_such_domain_is_for_good() {
        assertThat(why(find("gone.test"))).startsWith("5.1.2 550 5.1.2 ");
    }

    // CLI-043
    @Test
    void a_server_that_fails_is_not() {
        zones.failing("y.test.", Rcode.SERVFAIL);

        assertThat(why(find("y.test"))).startsWith("4.4.3 ").contains("SERVFAIL");
    }

    // CLI-043
    @Test
    void nor_is_one_that_says_nothing() {
        zones.silentAbout("y.test.");

        assertThat(why(find("y.test"))).startsWith("4.4.3 ").contains("no answer in time");
    }

    // CLI-043
    @Test
    void an_alias_stands_for_what_it_names() {
        zones.with("""
                alias.test. CNAME y.test.
                y.test. MX 10 mx.y.test.
                mx.y.test. A 192.0.2.1
                """);
        MailHosts found = find("alias.test");

        assertThat(names(found)).containsExactly("mx.y.test");
        assertThat(((MailHosts.Found) found).domain()).isEqualTo("alias.test");
    }

    // CLI-043
    @Test
    void aliases_in_a_circle_end() {
        zones.with("a.test. CNAME b.test.\nb.test. CNAME a.test.");

        assertThat(find("a.test")).isInstanceOf(MailHosts.None.class);
    }

    // CLI-044
    @Test
    void our_own_name_takes_its_equals_and_worse_ones_with_it() {
        zones.with("""
                y.test. MX 10 better.test.
                y.test. MX 20 Our.Test.
                y.test. MX 20 equal.test.
                y.test. MX 30 worse.test.
                better.test. A 192.0.2.1
                equal.test. A 192.0.2.2
                worse.test. A 192.0.2.3
                """);

        assertThat(names(find("y.test"))).containsExactly("better.test");
    }

    // CLI-044, CLI-041
    @Test
    void a_domain_without_mx_that_is_ourselves_would_come_back_to_us() {
        zones.with("our.test. A 192.0.2.1");

        assertThat(why(find("OUR.test"))).startsWith("5.4.6 554 5.4.6 ");
    }

    // CLI-044
    @Test
    void mail_that_would_come_back_to_us_goes_nowhere() {
        zones.with("y.test. MX 10 our.test.\ny.test. MX 20 worse.test.\nworse.test. A 192.0.2.3");

        assertThat(why(find("y.test"))).startsWith("5.4.6 554 5.4.6 ");
    }

    // CLI-045
    @Test
    void an_mx_that_is_an_alias_is_taken() {
        zones.with("y.test. MX 10 mx.y.test.\nmx.y.test. CNAME real.test.\nreal.test. A 192.0.2.1");

        assertThat(names(find("y.test"))).containsExactly("mx.y.test");
        assertThat(addresses(find("y.test"))).containsExactly("192.0.2.1");
    }

    // CLI-045
    @Test
    void an_mx_that_is_an_address_is_ignored() {
        zones.with("y.test. MX 10 192.0.2.9.\ny.test. MX 20 mx.y.test.\nmx.y.test. A 192.0.2.1");

        assertThat(names(find("y.test"))).containsExactly("mx.y.test");
    }

    // CLI-045
    @Test
    void a_literal_goes_straight_to_its_address() {
        assertThat(addresses(find("[192.0.2.7]"))).containsExactly("192.0.2.7");
        assertThat(addresses(find("[IPv6:2001:db8::7]"))).containsExactly("2001:db8:0:0:0:0:0:7");
        assertThat(zones.asked()).isEmpty();
    }

    // SRV-327
    @Test
    void reserved_names_are_not_looked_up() {
        MailExchangers exchangers = exchangers(ReservedDomains.REFUSE, 1);
        for (String domain : List.of("example.com", "a.EXAMPLE.net", "x.test", "y.invalid", "localhost", "b.example")) {
            assertThat(why(exchangers.find(domain))).startsWith("5.1.2 ");
            assertThat(exchangers.isWithoutMail(domain)).isFalse();
        }

        assertThat(zones.asked()).isEmpty();
    }

    // CLI-040
    @Test
    void a_long_list_comes_by_tcp() {
        for (int i = 0; i < 60; i++) {
            zones.with("y.test. MX " + (100 + i) + " a-rather-long-name-of-a-host-" + i + ".y.test.");
        }
        zones.with("y.test. MX 1 mx.y.test.\nmx.y.test. A 192.0.2.1");

        assertThat(names(find("y.test"))).containsExactly("mx.y.test");
        assertThat(zones.tcpQueries()).isPositive();
    }
}
