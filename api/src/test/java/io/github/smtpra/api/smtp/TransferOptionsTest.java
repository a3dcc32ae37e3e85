package io.github.smtpra.api.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferOptionsTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @Test
    void whatIsNotAskedIsNotThere() {
        assertThat(TransferOptions.NONE.isSmtpUtf8()).isFalse();
        assertThat(TransferOptions.NONE.isRequireTls()).isFalse();
        assertThat(TransferOptions.NONE.priority()).isEmpty();
        assertThat(TransferOptions.NONE.deliverBy()).isEmpty();
        assertThat(TransferOptions.NONE.hold()).isEmpty();
        assertThat(TransferOptions.NONE.submitter()).isEmpty();
    }

    @Test
    void eachOptionIsKeptBesideTheOthers() throws Exception {
        TransferOptions all = everything();

        assertThat(all.isSmtpUtf8()).isTrue();
        assertThat(all.isRequireTls()).isTrue();
        assertThat(all.priority()).hasValue(-4);
        assertThat(all.deliverBy()).contains(DeliverBy.within(Duration.ofHours(1), DeliverBy.Mode.RETURN));
        assertThat(all.hold()).contains(Hold.until(NOON));
        assertThat(all.submitter()).contains(ReversePath.NULL);
        assertThat(TransferOptions.NONE).isNotEqualTo(all);
        assertThat(copy(all)).isEqualTo(all).hasSameHashCodeAs(all);
    }

    private static TransferOptions everything() {
        return TransferOptions.NONE
                .withSmtpUtf8()
                .withRequireTls()
                .withPriority(-4)
                .withDeliverBy(DeliverBy.within(Duration.ofHours(1), DeliverBy.Mode.RETURN))
                .withHold(Hold.until(NOON))
                .withSubmitter(ReversePath.NULL);
    }

    private static Object copy(Object original) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(octets)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(octets.toByteArray()))) {
            return in.readObject();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-10, 10, Integer.MIN_VALUE})
    void aPriorityOutOfRangeIsRefused(int priority) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransferOptions.NONE.withPriority(priority))
                .withMessageContaining("-9 to 9");
    }

    @Test
    void aTimeThatHasPassedCanOnlyBeNotified() {
        assertThat(DeliverBy.within(Duration.ofSeconds(-5), DeliverBy.Mode.NOTIFY)
                        .deadline(NOON))
                .isEqualTo(NOON.minusSeconds(5));
        assertThatIllegalArgumentException().isThrownBy(() -> DeliverBy.within(Duration.ZERO, DeliverBy.Mode.RETURN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeliverBy.within(Duration.ofSeconds(1_000_000_000), DeliverBy.Mode.NOTIFY));
    }

    @Test
    void aHoldEndsByTheClockOrAfterATime() {
        assertThat(Hold.during(Duration.ofMinutes(2)).release(NOON)).isEqualTo(NOON.plusSeconds(120));
        assertThat(Hold.until(NOON).release(NOON.plusSeconds(5))).isEqualTo(NOON);
        assertThatIllegalArgumentException().isThrownBy(() -> Hold.during(Duration.ZERO));
    }
}
