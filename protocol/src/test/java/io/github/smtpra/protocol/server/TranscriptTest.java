package io.github.smtpra.protocol.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every transcript whole, split at every octet, and in one segment. */
class TranscriptTest {
    static List<Path> transcripts() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(TranscriptTest.class.getResource("transcripts"));
        try (Stream<Path> files = Files.walk(Path.of(folder.toURI()))) {
            return files.filter(file -> file.toString().endsWith(".smtp"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void line_by_line(Path file) throws IOException {
        Transcript transcript = Transcript.read(file);
        ScriptedShell shell = transcript.shell();

        for (Transcript.Turn turn : transcript.turns()) {
            shell.pass(turn.passed());
            shell.receive(turn.said());
            assertThat(shell.takeReplies()).as("after %s", turn).isEqualTo(turn.expected());
        }

        assertThat(shell.delivered()).isEqualTo(transcript.delivered());
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void octet_by_octet(Path file) throws IOException {
        Transcript transcript = Transcript.read(file);
        ScriptedShell shell = transcript.shell();

        for (Transcript.Turn turn : transcript.turns()) {
            shell.pass(turn.passed());
            for (byte octet : turn.said()) {
                shell.receive(new byte[] {octet});
            }
            assertThat(shell.takeReplies()).as("after %s", turn).isEqualTo(turn.expected());
        }

        assertThat(shell.delivered()).isEqualTo(transcript.delivered());
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void in_one_segment(Path file) throws IOException {
        Transcript transcript = Transcript.read(file);
        if (transcript.hasStartTls() || transcript.takesTime()) {
            return; // What stands behind STARTTLS in one segment is dropped: see starttls-injection.smtp.
        }
        ScriptedShell shell = transcript.shell();

        shell.receive(transcript.everythingSaid());

        assertThat(shell.takeReplies()).isEqualTo(transcript.everythingExpected());
        assertThat(shell.delivered()).isEqualTo(transcript.delivered());
    }
}
