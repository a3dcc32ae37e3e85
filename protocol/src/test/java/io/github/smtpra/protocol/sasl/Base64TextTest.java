package io.github.smtpra.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.protocol.grammar.SyntaxException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64TextTest {
    // SRV-213
    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!!",
                "!!!!",
                "=AAA",
                "AAA=BBB",
                "AAA=BBBB",
                "AA AA",
                " AAAA",
                "AAAA ",
                "AAA",
                "AA",
                "A",
                "=",
                "==",
                "====",
                "A===",
                "AA=A",
                "AA==AAAA",
                "AAAA=",
                "AAAA====",
                "AA-_",
                "A\tAA",
                "AAA\u00e4",
                "*",
                "AAAA\n"
            })
    void is_none(String text) {
        assertThatThrownBy(() -> Base64Text.decode(text)).isInstanceOf(SyntaxException.class);
    }

    // SRV-210
    @Property
    void octets_come_back(@ForAll byte[] octets) throws SyntaxException {
        assertThat(Base64Text.decode(Base64Text.encode(octets))).isEqualTo(octets);
    }
}
