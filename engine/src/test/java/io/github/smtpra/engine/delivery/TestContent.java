package io.github.smtpra.engine.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.protocol.client.OutgoingMail;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

/** A mail of a test. */
record TestContent(Envelope envelope, String text) implements MailContent {
    static TestContent to(String recipient, String text) {
        return new TestContent(Envelope.from("a@x.example").to(recipient), text);
    }

    @Override
    public OutgoingMail outgoing() {
        return new OutgoingMail(envelope, text.length());
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    }

    @Override
    public void finalDot(List<Integer> accepted) {}
}
