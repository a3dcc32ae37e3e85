package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.client.RecipientResult;
import io.github.smtpra.protocol.client.RecipientResult.NotAttempted;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A destination that says "not so fast" gets fewer sessions, and more again as it takes mail. */
class ThrottleTest {
    private static final PeerResult PUSHED_BACK = new PeerResult(
            "mx.y.test",
            new NotAttempted(
                    new EnhancedStatusCode(4, 3, 2), "too busy", Optional.of(Reply.of(421, "4.3.2", "too busy"))));
    private static final PeerResult TAKEN =
            new PeerResult("mx.y.test", new RecipientResult.Accepted(Reply.of(250, "2.0.0", "taken")));

    private final Throttle throttle = new Throttle(8);

    // CLI-022
    @Test
    void half_as_many_after_each_refusal_for_now_and_never_none() {
        assertThat(throttle.limit()).isEqualTo(8);
        throttle.ended(List.of(PUSHED_BACK, PUSHED_BACK));
        assertThat(throttle.limit()).isEqualTo(4);
        for (int i = 0; i < 5; i++) {
            throttle.ended(List.of(PUSHED_BACK));
        }
        assertThat(throttle.limit()).isEqualTo(1);
    }

    @Test
    void one_more_after_each_mail_that_was_taken_and_no_more_than_allowed() {
        throttle.ended(List.of(PUSHED_BACK));
        throttle.ended(List.of(TAKEN, PUSHED_BACK));
        assertThat(throttle.limit()).isEqualTo(5);
        for (int i = 0; i < 9; i++) {
            throttle.ended(List.of(TAKEN));
        }
        assertThat(throttle.limit()).isEqualTo(8);
    }
}
