package io.github.smtpra.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A submission listener of ours, which takes mail from users alone, and one mail that comes from the user {@code ann}. */
abstract class LogInFixture {
    static final int PORT = 13536;
    static final String FROM = "ann@mailbox.example";
    static final String TO = "bob@mailbox.example";

    @TempDir
    Path directory;

    /** What the listener needs to know the users. */
    abstract Map<String, String> users() throws Exception;

    /** What a program does. */
    interface Sending {
        void run() throws Exception;
    }

    void arrives(Sending send) throws Exception {
        Map<String, String> properties = new HashMap<>(users());
        properties.putAll(Map.of(
                "port", PORT + "", "recipients", "*@mailbox.example", "protocol", "submission", "senders", "any"));
        try (RecordingServer server = RecordingServer.open(properties, directory.resolve("spool"))) {
            send.run();

            assertThat(server.arrived()).hasSize(1);
            assertThat(server.arrived().get(0).text()).contains("with ESMTPSA id");
        }
    }

    Path mail() throws IOException {
        return Files.writeString(directory.resolve("mail"), "Subject: hello\r\n\r\ntext\r\n");
    }
}
