package io.github.smtpra.protocol.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.smtp.DeliverBy;
import io.github.smtpra.api.smtp.DeliverBy.Mode;
import io.github.smtpra.api.smtp.DeliverBy.Trace;
import io.github.smtpra.api.smtp.Hold;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransferParametersTest {
    // SRV-290
    @ParameterizedTest
    @CsvSource({
        "1;R, 1, RETURN, NO",
        "+1;rT, 1, RETURN, YES",
        "-1;N, -1, NOTIFY, NO",
        "0;nt, 0, NOTIFY, YES",
        "999999999;R, 999999999, RETURN, NO",
        "-999999999;N, -999999999, NOTIFY, NO"
    })
    void reads_by(String value, long seconds, Mode mode, Trace trace) throws SyntaxException {
        assertThat(TransferParameters.by(value)).isEqualTo(new DeliverBy(Duration.ofSeconds(seconds), mode, trace));
    }

    // SRV-290
    @ParameterizedTest
    @ValueSource(
            strings = {"", ";", "1", "1;", ";R", "0;R", "-1;R", "1;X", "1;RX", "1;T", "1;NR", "1000000000;N", "١;N"})
    void refuses_by(String value) {
        assertThatThrownBy(() -> TransferParameters.by(value)).isInstanceOf(SyntaxException.class);
    }

    // SRV-297
    @Test
    void a_priority_is_one_digit_with_or_without_a_minus() throws SyntaxException {
        for (int priority = -9; priority <= 9; priority++) {
            assertThat(TransferParameters.mtPriority(Integer.toString(priority)))
                    .isEqualTo(priority);
        }
    }

    // SRV-297
    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-0", "+1", "10", "-10", "00", "a", "/", ":", "-/", "-:", "١"})
    void refuses_priorities(String value) {
        assertThatThrownBy(() -> TransferParameters.mtPriority(value)).isInstanceOf(SyntaxException.class);
    }

    // SRV-296
    @Test
    void reads_holds() throws SyntaxException {
        assertThat(TransferParameters.holdFor("1")).isEqualTo(Hold.during(Duration.ofSeconds(1)));
        assertThat(TransferParameters.holdFor("999999999")).isEqualTo(Hold.during(Duration.ofSeconds(999_999_999)));
        assertThat(TransferParameters.holdUntil("2026-11-23T12:00:00Z"))
                .isEqualTo(Hold.until(Instant.parse("2026-11-23T12:00:00Z")));
        assertThat(TransferParameters.holdUntil("2026-11-23t12:00:00z"))
                .isEqualTo(Hold.until(Instant.parse("2026-11-23T12:00:00Z")));
        assertThat(TransferParameters.holdUntil("2026-11-23T12:00:00.25-01:30"))
                .isEqualTo(Hold.until(Instant.parse("2026-11-23T13:30:00.25Z")));
    }

    // SRV-296
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "T",
                "2026-11-23",
                "2026-11-23T12:00Z",
                "2026-11-23T12Z",
                "2026-11-23T12:00:00",
                "2026-11-23 12:00:00Z",
                "+2026-11-23T12:00:00Z",
                "-2026-11-23T12:00:00Z",
                "2026-02-29T12:00:00Z",
                "2026-11-23T12:00:61Z",
                "x:T00:00:00Z"
            })
    void refuses_times(String value) {
        assertThatThrownBy(() -> TransferParameters.holdUntil(value)).isInstanceOf(SyntaxException.class);
    }

    // SRV-296
    @ParameterizedTest
    @ValueSource(strings = {"", "0", "01", "-1", "+1", "1.0", "1000000000"})
    void refuses_intervals(String value) {
        assertThatThrownBy(() -> TransferParameters.holdFor(value)).isInstanceOf(SyntaxException.class);
    }
}
