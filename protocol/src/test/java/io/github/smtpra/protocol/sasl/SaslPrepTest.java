package io.github.smtpra.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.protocol.grammar.SyntaxException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 4013 (SRV-220, CLI-069). */
class SaslPrepTest {
    // RFC 4013 §3
    @ParameterizedTest
    @CsvSource({
        "I\u00adX, IX",
        "user, user",
        "USER, USER",
        "\u00aa, a",
        "\u2168, IX",
        "a\u00a0b, a b",
        "a\u3000b, a b",
        "pass\u200cword, password",
        "\u0627\u0628, \u0627\u0628",
        "\uD83D\uDE00, \uD83D\uDE00"
    })
    void prepared(String text, String prepared) throws SyntaxException {
        assertThat(SaslPrep.prepare(text)).isEqualTo(prepared);
    }

    // RFC 4013 §3, and one of each table of §2.3
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0007",
                "\u06271",
                "a\u0627",
                "a\0b",
                "\u007f",
                "\u0085",
                "\u06dd",
                "\ue000",
                "\ufdd0",
                "\uffff",
                "\ud800",
                "\ufffd",
                "\u2ff0",
                "\u202e",
                "\uDB40\uDC21"
            })
    void prohibited(String text) {
        assertThatThrownBy(() -> SaslPrep.prepare(text)).isInstanceOf(SyntaxException.class);
    }

    @Property
    void what_is_prepared_stays_as_it_is(@ForAll String text) {
        try {
            String prepared = SaslPrep.prepare(text);

            assertThat(SaslPrep.prepare(prepared)).isEqualTo(prepared);
        } catch (SyntaxException e) {
            assertThat(e.why()).isNotEmpty();
        }
    }
}
