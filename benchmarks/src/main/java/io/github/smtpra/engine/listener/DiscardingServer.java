package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.authentication.Logins;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.protocol.server.Action;
import io.github.smtpra.protocol.server.Replies;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The listener alone: the real connections and the real protocol, and behind them a handler that takes every mail and
 * keeps nothing. It stands in the listener's package since it takes the place of what is behind a connection.
 */
public final class DiscardingServer {
    private DiscardingServer() {}

    /** Runs until it is killed; the one argument is the port. */
    public static void main(String[] args) throws Exception {
        Map<String, String> properties = Map.of(
                "port", args[0],
                "hostName", "sink.example",
                "tls", "off",
                "maxSize", "0",
                "maxConnections", "50000",
                "maxConnectionsPerClient", "50000");
        ListenerSettings settings = ListenerSettings.from(Settings.of("", properties, Map.of(), Map.of()));
        SmtpListener.open(
                settings,
                new SmtpListener.Behind(
                        new TakesAll(), Discarded::new, Logins.ofNobody(settings.authentication())));
        new CountDownLatch(1).await();
    }

    /** Says yes to every recipient and to every mail. */
    private static final class TakesAll implements MailHandler {
        @Override
        public Reply admit(Action.Admit question, InetSocketAddress client) {
            return Replies.RECIPIENT_OK;
        }

        @Override
        public Answer deliver(ArrivedMail mail) {
            return new Answer(List.of(Replies.delivered(mail.id())), () -> {});
        }
    }

    /** Content that is counted and forgotten. */
    private static final class Discarded implements ArrivingContent {
        private long size;

        @Override
        public void add(ByteBuffer octets) {
            size += octets.remaining();
        }

        @Override
        public byte[] finish() {
            return new byte[0];
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public InputStream open() throws IOException {
            throw new IOException("the content was discarded");
        }

        @Override
        public void close() {
            // There is nothing to forget.
        }
    }
}
