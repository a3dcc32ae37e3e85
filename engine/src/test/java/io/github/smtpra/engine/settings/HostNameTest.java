package io.github.smtpra.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNameTest {
    // CLI-003
    @ParameterizedTest
    @CsvSource({"192.0.2.1, [192.0.2.1]", "2001:db8::1, [IPv6:2001:db8:0:0:0:0:0:1]"})
    void without_a_full_name_we_are_called_by_our_address(String address, String name) throws UnknownHostException {
        InetAddress unnamed = InetAddress.getByAddress("short", InetAddress.getAllByName(address)[0].getAddress());

        assertThat(HostName.of(unnamed)).isEqualTo(name);
    }

    @Test
    void a_configured_name_must_be_one() {
        assertThat(HostName.of(named("mx.example.com"))).isEqualTo("mx.example.com");
        assertThatThrownBy(() -> HostName.of(named("mx example")))
                .hasMessage(
                        "property hostName is 'mx example'; allowed: a domain name, or an address in square brackets");
    }

    private static Settings named(String name) {
        return Settings.of("", Map.of("hostName", name), Map.of(), Map.of());
    }
}
