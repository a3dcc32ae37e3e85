package io.github.smtpra.benchmarks.servers;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/** SubEthaSMTP with a handler that reads and forgets. */
public final class SubEthaSink {
    private static final int BUFFER = 64 * 1024;

    private SubEthaSink() {}

    /** Runs until it is killed; the one argument is the port. */
    public static void main(String[] args) {
        SMTPServer.port(Integer.parseInt(args[0]))
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("sink.example")
                .maxConnections(50_000)
                .backlog(1024)
                .messageHandlerFactory(Forgetting::new)
                .build()
                .start();
    }

    private record Forgetting(MessageContext context) implements MessageHandler {
        @Override
        public void from(String from) {
            // Anybody may send.
        }

        @Override
        public void recipient(String recipient) {
            // Anybody is known.
        }

        @Override
        public String data(InputStream data) throws IOException {
            byte[] buffer = new byte[BUFFER];
            while (data.read(buffer) >= 0) {
                // It is forgotten.
            }
            return "Ok";
        }

        @Override
        public void done() {
            // Nothing is kept.
        }
    }
}
