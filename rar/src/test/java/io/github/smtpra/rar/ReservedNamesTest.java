package io.github.smtpra.rar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people copy from documentation, examples and defaults must reach nobody (RFC 2606, RFC 5737, RFC 3849). */
class ReservedNamesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@((?:[\\w-]+\\.)+[A-Za-z]{2,})");
    private static final Pattern RESERVED =
            Pattern.compile("(?i)(?:.*\\.)?(?:example\\.(?:com|net|org)|example|test|invalid|localhost)");
    private static final Pattern IPV4 = Pattern.compile("(?<![\\w.§])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\w.])");
    private static final Pattern HARMLESS =
            Pattern.compile("(?:127|0|10)\\..*|192\\.168\\..*|192\\.0\\.2\\..*|198\\.51\\.100\\..*|203\\.0\\.113\\..*");

    // OPS-006
    @Test
    void documentation_examples_and_defaults_name_nobody() throws IOException {
        for (Path file : files()) {
            String text = Files.readString(file);
            assertThat(found(ADDRESS, text).map(match -> match.group(1)))
                    .as("domains of addresses in %s", file)
                    .allMatch(domain -> RESERVED.matcher(domain).matches());
            assertThat(found(IPV4, text).map(MatchResult::group).filter(one -> !isSectionOfAnRfc(one)))
                    .as("addresses of hosts in %s", file)
                    .allMatch(address -> HARMLESS.matcher(address).matches());
        }
    }

    /** As 4.5.3.1: no address begins with so low a number in what we write. */
    private static boolean isSectionOfAnRfc(String text) {
        return Integer.parseInt(text.substring(0, text.indexOf('.'))) < 10;
    }

    private static Stream<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isShown(ROOT.relativize(file).toString().replace('\\', '/')))
                    .toList();
        }
    }

    private static boolean isShown(String name) {
        return name.endsWith(".md") && !name.contains("target/")
                || name.matches("[^/]+/src/main/.*\\.(?:java|xml|properties|html|xhtml)");
    }
}
