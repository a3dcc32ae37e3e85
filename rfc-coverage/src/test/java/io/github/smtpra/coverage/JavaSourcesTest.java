package io.github.smtpra.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaSourcesTest {
    private static final String SOURCE = """
            package p;
            /** SRV-001 */
            class A {
                // SRV-002
                static final int BOUND = 1;
                int trailing; // SRV-003
                int other;
                /** SRV-004 */
                @Override
                void method() {
                    // SRV-005
                    Runnable r = () -> { // SRV-006
                        int x = 1; // SRV-007
                    };
                    new Object() {
                        void inner() {} // SRV-008
                    };
                    String s = "// SRV-009";
                    char c = '"'; // SRV-010
                }
                A() { /* SRV-011 */ }
                enum E {
                    ONE, // SRV-012
                    /** SRV-013 */
                    TWO;
                    // SRV-014
                }
                record R(int a) { // SRV-015
                    R { /* SRV-016 */ }
                }
            }
            """;

    @TempDir
    Path root;

    /** A comment speaks of what is around it, before it in its line, or next. */
    @ParameterizedTest
    @CsvSource({
        "SRV-001, A",
        "SRV-002, A.BOUND",
        "SRV-003, A.trailing",
        "SRV-004, A.method()",
        "SRV-005, A.method()",
        "SRV-006, A.method()",
        "SRV-007, A.method()",
        "SRV-008, A.method()",
        "SRV-009,",
        "SRV-010, A.method()",
        "SRV-011, A()",
        "SRV-012, A.E.ONE",
        "SRV-013, A.E.TWO",
        "SRV-014, A.E",
        "SRV-016, A.R()",
    })
    void a_citation_has_the_place_that_its_comment_belongs_to(String id, @Nullable String place) throws IOException {
        Path file = Files.writeString(root.resolve("A.java"), SOURCE);

        assertThat(JavaSources.citations(root, file, Citation.Kind.CODE))
                .filteredOn(citation -> citation.id().equals(id))
                .extracting(Citation::place)
                .isEqualTo(place == null ? List.of() : List.of(place));
    }
}
