package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.authentication.Logins;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.protocol.server.Action;
import io.github.smtpra.protocol.server.Replies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The road in, at whose end each mail goes into an outbox: what a bean would do that sends on what it gets. */
public final class StoreAndForward {
    private StoreAndForward() {}

    /** Listens on {@code port} until the process ends; contents that are large lie in {@code spool} meanwhile. */
    public static void open(int port, Path spool, Outbox outbox) throws IOException {
        Map<String, String> properties = Map.of(
                "port", Integer.toString(port),
                "hostName", "relay.example",
                "tls", "off",
                "maxSize", "0");
        ListenerSettings settings = ListenerSettings.from(Settings.of("", properties, Map.of(), Map.of()));
        SmtpListener.open(
                settings,
                new SmtpListener.Behind(
                        new SendsOn(outbox),
                        () -> new ContentSpool(spool),
                        Logins.ofNobody(settings.authentication())));
    }

    private record SendsOn(Outbox outbox) implements MailHandler {
        @Override
        public Reply admit(Action.Admit question, InetSocketAddress client) {
            return Replies.RECIPIENT_OK;
        }

        @Override
        public Answer deliver(ArrivedMail mail) {
            try (InputStream content = new ReceivedMail(mail, mail.envelope(), false).openContent()) {
                outbox.submit(List.of(outbox.stage(mail.envelope(), content)));
                return new Answer(List.of(Replies.delivered(mail.id())), () -> {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
