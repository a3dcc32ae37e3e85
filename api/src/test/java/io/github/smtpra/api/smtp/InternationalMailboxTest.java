package io.github.smtpra.api.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.IDN;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6531 §3.3. */
class InternationalMailboxTest {
    // SRV-271
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            grün@example.com           | grün@example.com
            "grün"@example.com         | grün@example.com
            "grün blau"@example.com    | "grün blau"@example.com
            "a\\"ü"@example.com         | "a\\"ü"@example.com
            u@grün.example             | u@grün.example
            用户@例子.测试               | 用户@例子.测试
            δοκιμή@παράδειγμα.δοκιμή     | δοκιμή@παράδειγμα.δοκιμή
            ☃@example.com              | ☃@example.com
            😀@example.com              | 😀@example.com
            \u760d\u760a@example.com   | \u760d\u760a@example.com
            """, delimiter = '|')
    void reads_and_writes(String text, String canonical) {
        Mailbox mailbox = Mailbox.parse(text);

        assertThat(mailbox).hasToString(canonical);
        assertThat(mailbox.isAscii()).isFalse();
        assertThat(Mailbox.parse(canonical)).isEqualTo(mailbox);
    }

    // SRV-274, SRV-278: what is no UTF-8 comes as half a surrogate pair
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\udce9@example.com",
                "a\ud83d@example.com",
                "\"a\udc80\"@example.com",
                "u@\udce9.example",
                "u@x\ud83d.example",
                "a\u0085@example.com",
                "a\u202eb@example.com",
                "a\u2066b@example.com",
                "a\u200bb@example.com",
                "a\ufeff@example.com",
                "a\u2028b@example.com",
                "\"a\u2029b\"@example.com",
                "a\uffff@example.com",
                "a\ufdd0@example.com",
                "\"a\\ü\"@example.com",
                "ü ü@example.com",
                "ü..ü@example.com",
                "u@ü..example",
                "u@-ü.example",
                "u@ü-.example",
                "u@ü_ü.example",
                "u@aü--x.example",
                "u@ü\u3002example",
                "u@\u0301x.example",
                "u@☃.example",
                "u@😀.example",
                "u@a\u200db.example",
                "u@a·b.example",
                "u@אa.example",
                "u@ab\u202e.ü",
                "u@[ü]",
                "u@ü@example.com"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> Mailbox.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    // SRV-090: limits count octets
    @Test
    void a_local_part_has_64_octets_not_characters() {
        assertThat(Mailbox.parse("ü".repeat(32) + "@x.example")).isNotNull();
        assertThatThrownBy(() -> Mailbox.parse("ü".repeat(33) + "@x.example")).hasMessageContaining("64");
    }

    @Test
    void a_label_has_63_octets_as_the_dns_knows_it() {
        assertThat(Mailbox.parse("u@" + "ü".repeat(55) + ".example")).isNotNull();
        assertThatThrownBy(() -> Mailbox.parse("u@" + "ü".repeat(64) + ".example"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // SRV-271
    @Test
    void a_u_label_is_the_same_as_its_a_label() {
        assertThat(Mailbox.parse("u@grün.example"))
                .isEqualTo(Mailbox.parse("u@xn--grn-ioa.example"))
                .isEqualTo(Mailbox.parse("u@XN--GRN-IOA.EXAMPLE"))
                .isEqualTo(Mailbox.parse("u@GRÜN.example"))
                .isEqualTo(Mailbox.parse("u@gru\u0308n.example"))
                .hasSameHashCodeAs(Mailbox.parse("u@xn--grn-ioa.example"))
                .isNotEqualTo(Mailbox.parse("u@grun.example"));
        assertThat(Mailbox.parse("u@ı.example")).isNotEqualTo(Mailbox.parse("u@i.example"));
    }

    // SRV-278
    @Test
    void local_parts_compare_in_their_composed_form() {
        assertThat(Mailbox.parse("gru\u0308n@x.example"))
                .isEqualTo(Mailbox.parse("grün@x.example"))
                .hasSameHashCodeAs(Mailbox.parse("grün@x.example"))
                .isNotEqualTo(Mailbox.parse("GRÜN@x.example"));
    }

    // CLI-018
    @Test
    void the_domain_can_be_had_as_the_dns_knows_it() {
        Mailbox mailbox = Mailbox.parse("u@grün.example");

        assertThat(mailbox.asciiDomain()).isEqualTo("xn--grn-ioa.example");
        assertThat(mailbox.withAsciiDomain()).isEqualTo(mailbox).hasToString("u@xn--grn-ioa.example");
        assertThat(mailbox.withAsciiDomain().isAscii()).isTrue();
    }

    // RFC 3492 §7.1, and others
    @ParameterizedTest
    @CsvSource({
        "他们为什么不说中文, xn--ihqwcrb4cv8a8dqg056pqjye",
        "למההםפשוטלאמדבריםעברית, xn--4dbcagdahymbxekheh6e0a7fei0b",
        "почемужеонинеговорятпорусски, xn--b1abfaaepdrnnbgefbadotcwatmq2g4l",
        "bücher, xn--bcher-kva",
        "faß, xn--fa-hia",
        "l·l, xn--ll-0ea"
    })
    void labels_become_what_the_dns_knows(String label, String expected) {
        assertThat(InternationalDomain.toAscii(label)).contains(expected);
    }

    /** The Java runtime has IDNA 2003, which agrees on labels of letters that both know. */
    @Test
    void agrees_with_the_java_runtime_on_random_letters() {
        Random random = new Random(7);
        int[] firsts = {0xE0, 0x3B1, 0x430, 0x4E00, 0xAC00, 0x30A2};
        for (int i = 0; i < 5000; i++) {
            int first = firsts[random.nextInt(firsts.length)];
            String label = IntStream.range(0, 1 + random.nextInt(12))
                    .map(at -> random.nextInt(4) == 0 ? 'a' + random.nextInt(26) : first + random.nextInt(16))
                    .filter(c -> c != 0xD7 && c != 0x3C2)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            if (!label.isEmpty() && !Text.isAscii(label)) {
                assertThat(InternationalDomain.toAscii(label)).as(label).contains(IDN.toASCII(label));
            }
        }
    }
}
