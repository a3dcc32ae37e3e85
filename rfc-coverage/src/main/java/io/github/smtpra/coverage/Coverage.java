package io.github.smtpra.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The requirements joined with what cites them, and what is wrong with that. Immutable. */
final class Coverage {
    private final Tables tables;
    private final Map<String, Set<Citation>> citations;
    private final Set<String> ids;

    Coverage(Tables tables, List<Citation> citations) {
        this.tables = tables;
        this.citations =
                citations.stream().collect(Collectors.groupingBy(Citation::id, Collectors.toCollection(TreeSet::new)));
        this.ids = tables.requirements().stream().map(Requirement::id).collect(Collectors.toSet());
    }

    Tables tables() {
        return tables;
    }

    /** What cites {@code id} as {@code kind}, in order. */
    List<Citation> of(String id, Citation.Kind kind) {
        return citations.getOrDefault(id, Set.of()).stream()
                .filter(citation -> citation.kind() == kind)
                .toList();
    }

    /** Whether there is both: code that meets the requirement and a test that shows it. */
    boolean isMet(Requirement requirement) {
        return !of(requirement.id(), Citation.Kind.CODE).isEmpty()
                && !of(requirement.id(), Citation.Kind.TEST).isEmpty();
    }

    /** What was pending and is met now. */
    Set<String> done() {
        return tables.requirements().stream()
                .filter(this::isMet)
                .map(Requirement::id)
                .filter(tables.pending()::contains)
                .collect(Collectors.toSet());
    }

    /** Everything that is wrong, a line each. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        citations.values().forEach(all -> all.stream()
                .filter(citation -> !ids.contains(citation.id()))
                .map(citation -> citation.id() + " does not exist; cited in " + citation.file())
                .forEach(problems::add));
        unknown(tables.pending(), "pending", problems);
        unknown(tables.notBuilt().keySet(), "not built", problems);
        tables.requirements().forEach(requirement -> judge(requirement, problems));
        return problems;
    }

    private void unknown(Set<String> named, String list, List<String> problems) {
        new TreeSet<>(named)
                .stream()
                        .filter(id -> !ids.contains(id))
                        .map(id -> id + " does not exist; listed as " + list)
                        .forEach(problems::add);
    }

    private void judge(Requirement requirement, List<String> problems) {
        String id = requirement.id();
        if (tables.notBuilt().containsKey(id)) {
            if (isMet(requirement) || tables.pending().contains(id)) {
                problems.add(id + " is listed as not built, and cited or pending all the same");
            }
        } else if (requirement.level() == Requirement.Level.MUST
                && !tables.pending().contains(id)) {
            missing(id, Citation.Kind.CODE, "no code cites it", problems);
            missing(id, Citation.Kind.TEST, "no test cites it", problems);
        }
    }

    private void missing(String id, Citation.Kind kind, String what, List<String> problems) {
        if (of(id, kind).isEmpty()) {
            problems.add(id + " is a MUST: " + what);
        }
    }
}
