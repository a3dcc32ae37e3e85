package io.github.smtpra.protocol.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3461 §4. */
class XtextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "abc abc",
                "a+2Bb a+b",
                "a+3Db a=b",
                "+2B+2B ++",
                "+41 A",
                "\\x{E9} \\x{E9}",
                "!~ !~",
                "rfc;822@x rfc;822@x"
            })
    void decodes(String xtext, String text) throws SyntaxException {
        assertThat(Xtext.decode(xtext)).isEqualTo(text);
    }

    // SRV-261
    @ParameterizedTest
    @ValueSource(strings = {"+", "a+", "+2", "+2b", "+ZZ", "+-1", "+ 1", "=", "a b", "\u007f", "\u00e9", "a\r\n"})
    void refuses(String xtext) {
        assertThatThrownBy(() -> Xtext.decode(xtext))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("A parameter is no xtext");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"a+b a+2Bb", "= +3D", "\u00e9 +E9", "'a b' a+20b"})
    void encodesWhatItMust(String text, String xtext) {
        assertThat(Xtext.encode(text)).isEqualTo(xtext);
    }

    @Property(tries = 500)
    void whatIsEncodedDecodesToItself(@ForAll @CharRange(from = 0, to = 255) @StringLength(max = 60) String text)
            throws SyntaxException {
        String xtext = Xtext.encode(text);

        assertThat(xtext).matches("[!-~&&[^=]]*");
        assertThat(Xtext.decode(xtext)).isEqualTo(text);
    }

    @Property(tries = 500)
    void anythingElseIsASyntaxErrorAndNothingWorse(@ForAll @StringLength(max = 40) String text) {
        try {
            assertThat(Xtext.encode(Xtext.decode(text)).length()).isLessThanOrEqualTo(text.length());
        } catch (SyntaxException e) {
            assertThat(e.why()).isNotEmpty();
        }
    }
}
