package io.github.smtpra.protocol.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code esmtp-param}: the first and the last character of each range, and those beyond. */
class ParameterTest {
    // SRV-022, SRV-076
    @ParameterizedTest
    @ValueSource(strings = {"0", "9", "A", "Z", "a", "z", "A-", "x-y-9"})
    void a_keyword_is_letters_digits_and_hyphens(String keyword) throws SyntaxException {
        assertThat(Parameter.parseAll(" " + keyword))
                .containsExactly(new Parameter(keyword.toUpperCase(Locale.ROOT), Optional.empty()));
    }

    // SRV-076
    @ParameterizedTest
    @ValueSource(strings = {"-", "-a", "/", ":", "@", "[", "`", "{", "a_b", "a.b", "!"})
    void anything_else_is_no_keyword(String keyword) {
        assertThatThrownBy(() -> Parameter.parseAll(" " + keyword)).isInstanceOf(SyntaxException.class);
    }

    // SRV-076
    @Test
    void a_value_is_what_is_printed_but_no_equals_sign() throws SyntaxException {
        assertThat(Parameter.parseAll(" X=!<>~")).containsExactly(new Parameter("X", Optional.of("!<>~")));
        assertThat(Parameter.parseAll(" X=!<>~ Y")).allMatch(Parameter::isWellFormed);
    }

    // RFC 5321 §4.1.2 (SRV-076)
    @ParameterizedTest
    @ValueSource(strings = {"X=", "X==", "X=a=b", "X=a=", "X=\u007f", "X=a\ud800"})
    void anything_else_is_an_ill_formed_value(String parameter) throws SyntaxException {
        assertThat(Parameter.parseAll(" " + parameter)).noneMatch(Parameter::isWellFormed);
    }
}
