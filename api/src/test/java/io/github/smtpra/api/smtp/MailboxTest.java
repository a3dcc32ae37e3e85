package io.github.smtpra.api.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {
    // SRV-064, SRV-065, SRV-066, CLI-014
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            user@example.com            | user        | user@example.com
            a.b.c@x.example             | a.b.c       | a.b.c@x.example
            !#$%&'*+-/=?^_{}~@x.example | !#$%&'*+-/=?^_{}~ | !#$%&'*+-/=?^_{}~@x.example
            "user"@example.com          | user        | user@example.com
            "a b"@example.com           | a b         | "a b"@example.com
            "a..b"@example.com          | a..b        | "a..b"@example.com
            "a\\"b"@example.com         | a"b         | "a\\"b"@example.com
            "a\\\\b"@example.com        | a\\b        | "a\\\\b"@example.com
            "a@b"@example.com           | a@b         | "a@b"@example.com
            "<,:>"@example.com          | <,:>        | "<,:>"@example.com
            u@[192.0.2.1]               | u           | u@[192.0.2.1]
            u@[IPv6:2001:db8::1]        | u           | u@[IPv6:2001:db8::1]
            u@[ipv6:::ffff:1.2.3.4]     | u           | u@[ipv6:::ffff:1.2.3.4]
            u@x_y.example               | u           | u@x_y.example
            """, delimiter = '|')
    void reads_and_writes(String text, String localPart, String canonical) {
        Mailbox mailbox = Mailbox.parse(text);

        assertThat(mailbox.localPart()).isEqualTo(localPart);
        assertThat(mailbox).hasToString(canonical);
        assertThat(Mailbox.parse(canonical)).isEqualTo(mailbox);
    }

    // SRV-065, SRV-066, SRV-067, SRV-068
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "u",
                "u@",
                "@x",
                "a..b@x",
                ".a@x",
                "a.@x",
                "u@x..y",
                "u@-x",
                "u@x-",
                "u@x.",
                "u@.x",
                "a b@x",
                "a,b@x",
                "a;b@x",
                "a(b)@x",
                "u@x y",
                "u@@x",
                "u@x@y",
                "\"a@x",
                "\"a\"b@x",
                "\"a\\",
                "u@[2001:db8::1]",
                "u@[256.0.0.1]",
                "u@[1.2.3]",
                "u@[IPv6:1::2::3]",
                "u@[IPv6:12345::]",
                "u@[IPv6:1:2:3:4:5:6:7]",
                "u@[IPv6:1:2:3:4:5:6:7::8]",
                "u@[x:y]",
                "u\r\n@x",
                "u@x\r\nRCPT TO:<y@z>",
                "\"a\r\n\"@x",
                "u\0@x"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> Mailbox.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    // SRV-090
    @Test
    void refuses_parts_longer_than_the_rfc_allows() {
        assertThat(Mailbox.parse("a".repeat(64) + "@x")).isNotNull();
        assertThatThrownBy(() -> Mailbox.parse("a".repeat(65) + "@x")).hasMessageContaining("64");
        assertThatThrownBy(() -> Mailbox.parse("a@" + "b".repeat(64))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Mailbox.parse("a@" + "b.".repeat(127) + "cc")).hasMessageContaining("255");
    }

    // SRV-072
    @Test
    void domains_compare_without_case_and_local_parts_with_it() {
        assertThat(Mailbox.parse("u@EXAMPLE.com"))
                .isEqualTo(Mailbox.parse("u@example.COM"))
                .hasSameHashCodeAs(Mailbox.parse("u@example.com"))
                .isNotEqualTo(Mailbox.parse("U@example.com"));
    }

    @Test
    void a_mailbox_made_of_parts_is_checked_like_one_that_is_read() {
        assertThat(Mailbox.of("a b", "x.example")).hasToString("\"a b\"@x.example");
        assertThatThrownBy(() -> Mailbox.of("a\nb", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Mailbox.of("a", "x>y")).isInstanceOf(IllegalArgumentException.class);
    }
}
