package io.github.smtpra.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RfcCoverageTest {
    private static final String MAIN = "m/src/main/java/A.java";
    private static final String TESTS = "m/src/test/java/ATest.java";

    @TempDir
    Path root;

    @BeforeEach
    void oneMustAndOneShould() throws IOException {
        file("m/pom.xml", "");
        file(
                "docs/rfc-requirements.tsv",
                "# comment\nSRV-001\tMUST\t5321 3.1\tGreets\nSRV-002\tSHOULD\t5321 4.2\tReplies\n");
    }

    @Test
    void what_is_cited_in_code_and_test_is_met() throws IOException {
        file(MAIN, "class A {\n    void greet() {\n        // RFC 5321 §3.1 (SRV-001)\n    }\n}\n");
        file(TESTS, "class ATest {\n    /** (SRV-001). */\n    @Test\n    void greets() {}\n}\n");
        file("m/src/test/resources/x.smtp", "# SRV-001\nS: 220 SRV-002\n");

        new RfcCoverage(root).write();

        assertThat(page())
                .contains(
                        "| SRV-001 | MUST | 5321 3.1 | Greets | [A.greet()](../m/src/main/java/A.java)"
                                + " | [ATest.greets()](../m/src/test/java/ATest.java), [x.smtp](../m/src/test/resources/x.smtp) |")
                .contains("| SRV-002 | SHOULD | 5321 4.2 | Replies |  |  |")
                .contains("2 requirements: 1 met by code and test, 0 not built, 0 pending");
        assertThat(problems()).isEmpty();
    }

    @Test
    void a_must_needs_code_and_test_and_a_should_does_not() throws IOException {
        new RfcCoverage(root).write();

        assertThat(problems())
                .contains("SRV-001 is a MUST: no code cites it", "SRV-001 is a MUST: no test cites it")
                .doesNotContain("SRV-002");
    }

    @Test
    void what_is_pending_may_lack_both_until_it_is_met() throws IOException {
        file("docs/rfc-pending.txt", "# of others\nSRV-001\n");
        new RfcCoverage(root).write();
        assertThat(problems()).isEmpty();
        assertThat(page()).contains("*pending*", "1 pending");

        file(MAIN, "/** (SRV-001). */\nclass A {}\n");
        file(TESTS, "/** (SRV-001). */\nclass ATest {}\n");
        assertThat(problems()).contains("SRV-001 is no longer pending");

        new RfcCoverage(root).write();
        assertThat(problems()).isEmpty();
        assertThat(root.resolve("docs/rfc-pending.txt")).hasContent("# of others\n");
    }

    @Test
    void what_is_not_built_says_why() throws IOException {
        file("docs/rfc-not-built.tsv", "SRV-001\tothers do it\n");

        new RfcCoverage(root).write();

        assertThat(problems()).isEmpty();
        assertThat(page()).contains("not built: others do it");
    }

    @Test
    void an_id_that_does_not_exist_is_named_with_its_file() throws IOException {
        file("docs/rfc-pending.txt", "SRV-001\nSRV-004\n");
        file(MAIN, "/** (SRV-003). */\nclass A {}\n");
        new RfcCoverage(root).write();

        assertThat(problems())
                .contains("SRV-003 does not exist; cited in " + MAIN, "SRV-004 does not exist; listed as pending");
    }

    @Test
    void a_page_that_is_out_of_date_is_named_with_the_command() throws IOException {
        file("docs/rfc-pending.txt", "SRV-001\n");
        new RfcCoverage(root).write();
        file(MAIN, "/** (SRV-002). */\nclass A {}\n");

        assertThat(problems()).contains("docs/rfc-coverage.md is not up to date: run ./mvnw");
    }

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private String page() throws IOException {
        return Files.readString(root.resolve("docs/rfc-coverage.md"));
    }

    /** What the check finds; empty if nothing. */
    private String problems() throws IOException {
        try {
            new RfcCoverage(root).check(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
            return "";
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
