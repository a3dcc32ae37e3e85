package io.github.smtpra.api.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.smtp.Notify.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an envelope says of reports (RFC 3461 §4). */
class ReportWishesTest {
    private static final Envelope PLAIN = Envelope.from("a@example.com").to("b@example.org");

    @Test
    void nothingIsSaidUnlessTheCallerSaysSo() {
        Recipient recipient = PLAIN.recipients().get(0);

        assertThat(PLAIN.returnContent()).isEmpty();
        assertThat(PLAIN.envelopeId()).isEmpty();
        assertThat(recipient.notifyOn()).isEqualTo(Notify.UNSPECIFIED);
        assertThat(recipient.originalRecipient()).isEmpty();
    }

    @Test
    void failuresAreReportedUnlessTheSenderSaysOtherwise() {
        assertThat(Notify.UNSPECIFIED.includes(Event.FAILURE)).isTrue();
        assertThat(Notify.UNSPECIFIED.includes(Event.SUCCESS)).isFalse();
        assertThat(Notify.on(Event.SUCCESS).includes(Event.FAILURE)).isFalse();
        assertThat(Notify.NEVER.includes(Event.FAILURE)).isFalse();
        assertThat(Notify.UNSPECIFIED).isNotEqualTo(Notify.NEVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\0b", "a\tb", "\u007f", "\u00e9", "\r\nRCPT TO:<x@y>"})
    void noTextCanEndALine(String text) {
        assertThatThrownBy(() -> PLAIN.withEnvelopeId(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OriginalRecipient("rfc822", text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OriginalRecipient(text, "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lengthsCountAsXtext() {
        assertThat(PLAIN.withEnvelopeId("+".repeat(33)).envelopeId()).isPresent();
        assertThatThrownBy(() -> PLAIN.withEnvelopeId("+".repeat(34))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PLAIN.withEnvelopeId("")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new OriginalRecipient("rfc822", "x".repeat(493)).address()).hasSize(493);
        assertThatThrownBy(() -> new OriginalRecipient("rfc822", "x".repeat(494)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEnvelopeKeepsThemWhateverElseChanges() {
        Recipient ann = Recipient.of("ann@example.org")
                .withNotify(Notify.on(Event.DELAY))
                .withOriginalRecipient(OriginalRecipient.of(Mailbox.parse("list@example.net")));
        Envelope envelope = PLAIN.withEnvelopeId("1")
                .withReturnContent(ReturnContent.FULL)
                .withRecipients(List.of(ann))
                .withBody(BodyType.EIGHT_BIT_MIME)
                .to("bob@example.org");

        assertThat(envelope.envelopeId()).contains("1");
        assertThat(envelope.returnContent()).contains(ReturnContent.FULL);
        assertThat(envelope.recipients().get(0).originalRecipient().map(OriginalRecipient::toString))
                .contains("rfc822;list@example.net");
        assertThat(ann).hasToString("<ann@example.org>").isNotEqualTo(Recipient.of("ann@example.org"));
    }

    @Test
    void survivesSerialization() throws Exception {
        Envelope envelope = PLAIN.withEnvelopeId("1")
                .withRecipients(List.of(Recipient.of("ann@example.org").withNotify(Notify.NEVER)));
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(octets)) {
            out.writeObject(envelope);
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(octets.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(envelope);
        }
    }
}
