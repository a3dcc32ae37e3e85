package io.github.smtpra.api.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.MailRejectedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplyTest {
    // SRV-002, SRV-006
    @Test
    void every_line_carries_both_codes() {
        Reply reply = new Reply(250, Optional.of(EnhancedStatusCode.parse("2.1.5")), List.of("one", "two"));

        assertThat(reply.wireLines()).containsExactly("250-2.1.5 one", "250 2.1.5 two");
    }

    // SRV-005
    @Test
    void a_reply_without_text_keeps_the_blank() {
        assertThat(Reply.plain(250, List.of()).wireLines()).containsExactly("250 ");
    }

    // SRV-003, SRV-004
    @Test
    void text_can_neither_break_the_line_nor_pass_512_octets() {
        Reply reply = Reply.of(550, "5.1.1", "a\r\n250 ok \u0000 ü " + "x".repeat(600));

        assertThat(reply.wireLines()).singleElement().satisfies(line -> assertThat(line)
                .startsWith("550 5.1.1 a??250 ok ? ? x")
                .matches("[\\x20-\\x7e]*")
                .hasSizeLessThanOrEqualTo(510));
    }

    // SRV-002, SRV-006
    @Test
    void codes_must_agree() {
        assertThatThrownBy(() -> Reply.of(550, "4.1.1", "x")).hasMessageContaining("RFC 2034");
        assertThatThrownBy(() -> Reply.of(600, "5.1.1", "x")).hasMessageContaining("600");
        assertThatThrownBy(() -> EnhancedStatusCode.parse("5.1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EnhancedStatusCode.parse("3.1.1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_refusal_is_a_4xx_or_5xx_that_keeps_the_connection() {
        assertThat(new MailRejectedException(550, "5.7.1", "no").reply().code()).isEqualTo(550);
        assertThatThrownBy(() -> new MailRejectedException(250, "2.0.0", "yes")).hasMessageContaining("250");
        assertThatThrownBy(() -> new MailRejectedException(421, "4.3.2", "bye")).hasMessageContaining("421");
    }

    @Test
    void ids_sort_by_time() {
        MailId early = MailId.next(Instant.ofEpochMilli(1_000));
        MailId late = MailId.next(Instant.ofEpochMilli(2_000));

        assertThat(early).isLessThan(late);
        assertThat(early.value()).hasSize(22).matches("[0-9a-v]*");
    }

    @Test
    void an_envelope_does_not_change_under_its_holder() {
        Envelope one = Envelope.from("").to("a@x.example");
        Envelope two = one.to("b@x.example");

        assertThat(one.recipients()).hasSize(1);
        assertThat(two.recipients()).extracting(Recipient::toString).containsExactly("<a@x.example>", "<b@x.example>");
        assertThat(one.reversePath()).isSameAs(ReversePath.NULL).hasToString("<>");
        assertThat(Envelope.from("A@x.example").reversePath()).isEqualTo(ReversePath.parse("A@X.example"));
    }
}
