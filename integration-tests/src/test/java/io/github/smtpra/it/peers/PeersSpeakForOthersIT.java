package io.github.smtpra.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What swaks says of a client that it speaks for, and asks with PRDR, as others have written it down. */
class PeersSpeakForOthersIT {
    private static final int PORT = 13541;

    @TempDir
    Path directory;

    private RecordingServer open(String property) throws IOException {
        return RecordingServer.open(
                Map.of("port", PORT + "", "recipients", "*@mailbox.example", property, "127.0.0.1"),
                directory.resolve("spool"));
    }

    private static void send(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "--server", "127.0.0.1:" + PORT, "--from", "ann@mailbox.example", "--to", "bob@mailbox.example"));
        arguments.addAll(List.of(options));
        Program.require("swaks", "swaks").run(arguments.toArray(String[]::new));
    }

    private static void assertCameFrom(RecordingServer server, String client) {
        assertThat(server.arrived()).hasSize(1);
        assertThat(server.arrived().get(0).text()).contains("(" + client + ")");
    }

    // SRV-300
    @ParameterizedTest
    @CsvSource({
        "1, TCP4, 192.0.2.7, 192.0.2.1, [192.0.2.7]",
        "1, TCP6, 2001:db8::7, 2001:db8::1, [IPv6:2001:db8:0:0:0:0:0:7]",
        "2, AF_INET, 192.0.2.7, 192.0.2.1, [192.0.2.7]",
        "2, AF_INET6, 2001:db8::7, 2001:db8::1, [IPv6:2001:db8:0:0:0:0:0:7]"
    })
    void a_proxy(String version, String family, String source, String destination, String client) throws Exception {
        try (RecordingServer server = open("proxyNetworks")) {
            List<String> options =
                    new ArrayList<>(List.of("--tls", "--proxy-version", version, "--proxy-family", family));
            options.addAll(List.of("--proxy-source", source, "--proxy-source-port", "56324"));
            options.addAll(List.of("--proxy-dest", destination, "--proxy-dest-port", "25"));
            if (version.equals("2")) {
                options.addAll(List.of("--proxy-protocol", "STREAM", "--proxy-command", "PROXY"));
            }
            send(options.toArray(String[]::new));

            assertCameFrom(server, client);
        }
    }

    // SRV-301, draft-hall-prdr-00 §4
    @Test
    void a_filter_with_xclient_and_prdr() throws Exception {
        try (RecordingServer server = open("xclientNetworks")) {
            send("--xclient", "ADDR=192.0.2.7 NAME=spike.example PORT=1025", "--prdr");

            assertCameFrom(server, "spike.example [192.0.2.7]");
        }
    }
}
