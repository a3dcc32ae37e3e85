package io.github.smtpra.protocol.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.protocol.grammar.NetworkAddress;
import io.github.smtpra.protocol.grammar.SyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each header is read whole and octet by octet, and nothing behind it is taken. */
class ProxyHeaderReaderTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String BEHIND = "EHLO c.example\r\n";

    private static byte[] text(String header) {
        return (header + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] binary(String hex) {
        return HexFormat.of().parseHex(SIGNATURE + hex.replace(" ", ""));
    }

    private static ProxyHeader read(byte[] header) throws SyntaxException {
        byte[] all = Arrays.copyOf(header, header.length + BEHIND.length());
        ProxyHeader whole = read(all, header.length, Integer.MAX_VALUE);
        assertThat(read(all, header.length, 1)).isEqualTo(whole);
        return whole;
    }

    private static ProxyHeader read(byte[] octets, int length, int most) throws SyntaxException {
        ProxyHeaderReader reader = new ProxyHeaderReader();
        int at = 0;
        for (int wanted = reader.wanted(); wanted > 0; wanted = reader.wanted()) {
            int count = Math.min(wanted, most);
            reader.take(Arrays.copyOfRange(octets, at, at + count), count);
            at += count;
        }
        assertThat(at).as("octets taken").isEqualTo(length);
        return reader.header();
    }

    private static ProxyHeader relayed(String address, int port) throws SyntaxException {
        return new ProxyHeader.Relayed(NetworkAddress.parse(address), port);
    }

    // PROXY protocol §2.1 (SRV-300)
    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 192.0.2.7 192.0.2.1 56324 25, 192.0.2.7, 56324",
        "PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535, 255.255.255.255, 65535",
        "PROXY TCP4 0.0.0.0 192.0.2.1 0 0, 0.0.0.0, 0",
        "PROXY TCP6 2001:db8::7 2001:db8::1 56324 25, 2001:db8::7, 56324",
        "PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535,"
                + " ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 65535",
        "PROXY TCP6 ::ffff:192.0.2.7 ::1 1 25, ::ffff:192.0.2.7, 1",
    })
    void a_line_names_the_client(String header, String address, int port) throws SyntaxException {
        assertThat(read(text(header))).isEqualTo(relayed(address, port));
    }

    // PROXY protocol §2.1 (SRV-300)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY UNKNOWN",
                "PROXY UNKNOWN ",
                "PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535",
                "PROXY UNKNOWN whatever"
            })
    void of_an_unknown_client_the_proxy_itself_counts(String header) throws SyntaxException {
        assertThat(read(text(header))).isEqualTo(new ProxyHeader.Direct());
    }

    // PROXY protocol §2.1 (SRV-300)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "EHLO c.example",
                "proxy TCP4 192.0.2.7 192.0.2.1 56324 25",
                "PROXY  TCP4 192.0.2.7 192.0.2.1 56324 25",
                "PROXY TCP4  192.0.2.7 192.0.2.1 56324 25",
                "PROXY tcp4 192.0.2.7 192.0.2.1 56324 25",
                "PROXY UDP4 192.0.2.7 192.0.2.1 56324 25",
                "PROXY TCP4 192.0.2.7 192.0.2.1 56324",
                "PROXY TCP4 192.0.2.7 192.0.2.1 56324 25 ",
                "PROXY TCP4 192.0.2.7 192.0.2.1 56324 25 26",
                "PROXY TCP4 192.0.2.07 192.0.2.1 56324 25",
                "PROXY TCP4 192.0.2.256 192.0.2.1 56324 25",
                "PROXY TCP4 192.0.2.7 192.0.2 56324 25",
                "PROXY TCP4 192.0.2.7 192.0.2.1 65536 25",
                "PROXY TCP4 192.0.2.7 192.0.2.1 056324 25",
                "PROXY TCP4 192.0.2.7 192.0.2.1 -1 25",
                "PROXY TCP4 192.0.2.7 192.0.2.1 56324 x",
                "PROXY TCP4 2001:db8::7 2001:db8::1 56324 25",
                "PROXY TCP6 192.0.2.7 192.0.2.1 56324 25",
                "PROXY TCP6 2001:db8::7::1 2001:db8::1 56324 25",
                "PROXY TCP6 1:2:3:4:5:6:7 2001:db8::1 56324 25",
                "PROXY TCP6 1:2:3:4:5:6:7:8:9 2001:db8::1 56324 25",
                "PROXY TCP6 12345:: 2001:db8::1 56324 25",
                "PROXY TCP6 fe80::1%1 2001:db8::1 56324 25",
                "PROXY TCP4 mx.example.com 192.0.2.1 56324 25"
            })
    void a_bad_line_is_refused(String header) {
        assertThatThrownBy(() -> read(text(header))).isInstanceOf(SyntaxException.class);
    }

    // PROXY protocol §2.1 (SRV-300): 107 octets with CRLF
    @Test
    void a_line_that_does_not_end_is_refused_at_its_longest() throws SyntaxException {
        String longest = "PROXY UNKNOWN " + "x".repeat(107 - 16);
        assertThat(read(text(longest))).isEqualTo(new ProxyHeader.Direct());
        assertThatThrownBy(() -> read(text(longest + "x"))).isInstanceOf(SyntaxException.class);
    }

    // PROXY protocol §2.1 (SRV-300): a line ends with CRLF; nobody waits for what comes behind an LF.
    @Test
    void a_line_that_ends_with_lf_alone_is_refused_at_once() {
        byte[] line = "PROXY TCP4 192.0.2.7 192.0.2.1 56324 25\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> read(line, line.length, 1)).isInstanceOf(SyntaxException.class);
    }

    // PROXY protocol §2 (SRV-300)
    @Test
    void what_can_not_become_a_header_is_refused_at_its_first_wrong_octet() {
        assertThatThrownBy(() -> new ProxyHeaderReader().take(new byte[] {'E'}, 1))
                .isInstanceOf(SyntaxException.class);
    }

    // PROXY protocol §2.2 (SRV-300)
    @ParameterizedTest
    @CsvSource({
        "21 11 000c c0000207 c0000201 dc04 0019, 192.0.2.7, 56324",
        "21 11 0010 c0000207 c0000201 dc04 0019 04000101, 192.0.2.7, 56324",
        "21 21 0024 20010db8000000000000000000000007 20010db8000000000000000000000001 ffff 0019, 2001:db8::7, 65535",
    })
    void octets_name_the_client(String hex, String address, int port) throws SyntaxException {
        assertThat(read(binary(hex))).isEqualTo(relayed(address, port));
    }

    // PROXY protocol §2.2 (SRV-300)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "20 00 0000",
                "20 11 000c c0000207 c0000201 dc04 0019",
                "21 00 0000",
                "21 00 0004 04000101",
                "21 12 000c c0000207 c0000201 dc04 0019",
                "21 22 0000",
                "21 31 000c c0000207 c0000201 dc04 0019",
                "21 32 0000"
            })
    void a_local_or_unspecified_connection_or_one_not_of_tcp_is_the_proxys_own(String hex) throws SyntaxException {
        assertThat(read(binary(hex))).isEqualTo(new ProxyHeader.Direct());
    }

    // PROXY protocol §2.2 (SRV-300)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "11 11 000c c0000207 c0000201 dc04 0019",
                "22 11 000c c0000207 c0000201 dc04 0019",
                "21 10 0000",
                "21 13 000c c0000207 c0000201 dc04 0019",
                "21 41 000c c0000207 c0000201 dc04 0019",
                "21 ff 0000",
                "21 11 000b c0000207 c0000201 dc04 00",
                "21 21 000c c0000207 c0000201 dc04 0019",
                "21 11 0000",
                "21 11 0801",
                "21 11 ffff"
            })
    void bad_octets_are_refused(String hex) {
        assertThatThrownBy(() -> read(binary(hex))).isInstanceOf(SyntaxException.class);
    }
}
