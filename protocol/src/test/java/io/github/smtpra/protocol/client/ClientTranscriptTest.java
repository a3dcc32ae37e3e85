package io.github.smtpra.protocol.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each file of {@code transcripts}, with the server's octets as whole segments and one by one. */
class ClientTranscriptTest {
    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException, URISyntaxException {
        Path directory = Path.of(
                Objects.requireNonNull(getClass().getResource("transcripts")).toURI());
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList().stream().flatMap(ClientTranscriptTest::tests);
        }
    }

    private static Stream<DynamicTest> tests(Path file) {
        List<String> lines = read(file);
        String name = String.valueOf(file.getFileName());
        DynamicTest whole = DynamicTest.dynamicTest(name, () -> new Transcript(Integer.MAX_VALUE).play(lines));
        if (lines.get(0).contains("ONE SEGMENT")) {
            return Stream.of(whole);
        }
        return Stream.of(
                whole, DynamicTest.dynamicTest(name + ", octet by octet", () -> new Transcript(1).play(lines)));
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
