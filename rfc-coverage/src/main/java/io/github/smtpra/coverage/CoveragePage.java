package io.github.smtpra.coverage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code docs/rfc-coverage.md}: each requirement with the code that meets it and the tests that show it. */
final class CoveragePage {
    /** The groups in their order. */
    private static final Map<String, String> TITLES = new LinkedHashMap<>();

    static {
        TITLES.put("SRV", "Server");
        TITLES.put("CLI", "Client");
        TITLES.put("DSN", "Delivery reports");
        TITLES.put("MSG", "Messages");
        TITLES.put("OPS", "Operation");
    }

    private static final String HEAD = """
            # RFC coverage

            Made from the comments of code and tests, do not edit: `./mvnw -q -pl rfc-coverage verify -Drfc.coverage=write`.
            Requirements stand in [rfc-requirements.tsv](rfc-requirements.tsv), those that this product does not meet with
            their reasons in [rfc-not-built.tsv](rfc-not-built.tsv), those that it is yet to meet in
            [rfc-pending.txt](rfc-pending.txt).

            """;

    private final Coverage coverage;

    CoveragePage(Coverage coverage) {
        this.coverage = coverage;
    }

    String text() {
        StringBuilder page =
                new StringBuilder(HEAD).append(Summary.of(coverage)).append(".\n");
        TITLES.forEach((group, title) -> append(page, group, title));
        return page.toString();
    }

    private void append(StringBuilder page, String group, String title) {
        page.append("\n## ").append(title).append("\n\n");
        page.append("| | | RFC | requirement | code | tests |\n|---|---|---|---|---|---|\n");
        coverage.tables().requirements().stream()
                .filter(requirement -> requirement.group().equals(group))
                .map(this::row)
                .forEach(page::append);
    }

    private String row(Requirement requirement) {
        String id = requirement.id();
        return "| " + id + " | " + requirement.level() + " | " + requirement.source() + " | " + requirement.text()
                + " | " + code(requirement) + " | " + links(coverage.of(id, Citation.Kind.TEST)) + " |\n";
    }

    private String code(Requirement requirement) {
        String reason = coverage.tables().notBuilt().get(requirement.id());
        if (reason != null) {
            return "not built: " + reason;
        }
        String pending = coverage.tables().pending().contains(requirement.id()) ? "*pending* " : "";
        return pending + links(coverage.of(requirement.id(), Citation.Kind.CODE));
    }

    private static String links(List<Citation> citations) {
        return citations.stream()
                .map(citation -> "[" + citation.place() + "](../" + citation.file() + ")")
                .collect(Collectors.joining(", "));
    }
}
