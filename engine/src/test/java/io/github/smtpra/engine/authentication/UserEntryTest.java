package io.github.smtpra.engine.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.protocol.grammar.SyntaxException;
import io.github.smtpra.protocol.sasl.ScramHash;
import io.github.smtpra.protocol.sasl.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserEntryTest {
    /** The verifier of {@code pencil} that belongs to the example of RFC 7677 §3. */
    static final String PENCIL = "{SCRAM-SHA-256}4096$W22ZaJ0SNY7soEsUEjb6gQ=="
            + "$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=$wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";

    // RFC 7677 §3 (SRV-220, SRV-222)
    @Test
    void a_verifier_that_others_have_made_is_understood() throws SyntaxException {
        UserEntry entry = UserEntry.parse("us:er:" + PENCIL);

        assertThat(entry.user()).isEqualTo("us:er");
        assertThat(entry.verifier().orElseThrow().hash()).isEqualTo(ScramHash.SHA_256);
        assertThat(entry.verifier().orElseThrow().matches(new Secret("pencil"))).isTrue();
        assertThat(entry.verifier().orElseThrow().matches(new Secret("Pencil"))).isFalse();
        assertThat(entry.verifier().orElseThrow().matches(new Secret(""))).isFalse();
        assertThat(UserEntry.line("us:er", entry.verifier().orElseThrow())).isEqualTo("us:er:" + PENCIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "ann:pencil",
                ":{PLAIN}pencil",
                "ann:{PLAIN}",
                "ann:{PLAIN",
                "ann:{SHA}x",
                "ann:{GROUPS}",
                "ann:{GROUPS} , ",
                "ann:{SCRAM-SHA-256}",
                "ann:{SCRAM-SHA-256}4096$c2FsdA==$AAAA$AAAA",
                "ann:{SCRAM-SHA-256}4095$W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="
                        + "$wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
                "ann:{SCRAM-SHA-1}4096$W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="
                        + "$wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
                "ann:{SCRAM-SHA-256}4096$$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="
                        + "$wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
            })
    void other_lines_are_refused_without_being_quoted(String line) {
        assertThatThrownBy(() -> UserEntry.parse(line))
                .isInstanceOf(SyntaxException.class)
                .hasMessageNotContaining("ann");
    }

    @Test
    void lines_that_the_command_makes_are_understood() throws SyntaxException {
        List<String> lines = UserLines.lines("ann", new Secret("pencil"));

        assertThat(lines).hasSize(2);
        for (String line : lines) {
            assertThat(UserEntry.parse(line).verifier().orElseThrow().matches(new Secret("pencil")))
                    .isTrue();
        }
        assertThatThrownBy(() -> UserLines.lines("ann", new Secret(""))).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> UserLines.lines("#ann", new Secret("pencil"))).isInstanceOf(SyntaxException.class);
    }
}
