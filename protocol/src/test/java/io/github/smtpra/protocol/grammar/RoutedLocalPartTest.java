package io.github.smtpra.protocol.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that old mailers saw in local parts. */
class RoutedLocalPartTest {
    // RFC 2505 §2.1 (SRV-320)
    @ParameterizedTest
    @CsvSource({
        "u%next.example, next.example",
        "u%a.example%next.example, next.example",
        "u@next.example, next.example",
        "next.example!u, next.example",
        "next.example!other.example!u, next.example",
        "u%[192.0.2.1], [192.0.2.1]",
        "x!u%next.example, next.example"
    })
    void the_next_domain_is_found(String localPart, String domain) {
        assertThat(RoutedLocalPart.nextDomain(localPart)).contains(domain);
    }

    // RFC 5321 §4.1.2 (SRV-065): the characters alone are ordinary.
    @ParameterizedTest
    @ValueSource(strings = {"u", "u%", "%", "u%v", "u!v", "!u", "u@v", "x@y>z", "100%.off", "!#$%&'*+-/=?^_`{|}~", ""})
    void what_names_no_domain_is_no_route(String localPart) {
        assertThat(RoutedLocalPart.nextDomain(localPart)).isEmpty();
    }
}
