package io.github.smtpra.coverage;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks {@code docs/rfc-coverage.md}, or writes it. What is pending and met by now makes the check fail, and is taken
 * off the list by writing: one command brings everything up to date.
 */
public final class RfcCoverage {
    private static final String PAGE = "docs/rfc-coverage.md";
    private static final String COMMAND = "./mvnw -q -pl rfc-coverage verify -Drfc.coverage=write";

    private final Path root;

    RfcCoverage(Path root) {
        this.root = root;
    }

    /**
     * Runs the tool.
     *
     * @param arguments {@code check} or {@code write}, and the root of the checkout
     * @throws IllegalStateException if something is wrong
     */
    public static void main(String[] arguments) throws IOException {
        RfcCoverage coverage = new RfcCoverage(Path.of(arguments[1]));
        if (arguments[0].equals("write")) {
            coverage.write();
        }
        coverage.check(System.out);
    }

    /** Brings the page and the list of what is pending up to date. */
    void write() throws IOException {
        Set<String> done = read().done();
        Tables.shrinkPending(root, done);
        Files.writeString(root.resolve(PAGE), new CoveragePage(read()).text());
    }

    /**
     * Says how far it is.
     *
     * @throws IllegalStateException if something is wrong, with all that is
     */
    void check(PrintStream out) throws IOException {
        Coverage coverage = read();
        out.println("RFC coverage, " + Summary.of(coverage));
        List<String> problems = new ArrayList<>(coverage.problems());
        coverage.done().forEach(id -> problems.add(id + " is no longer pending: run " + COMMAND));
        if (!page().equals(new CoveragePage(coverage).text())) {
            problems.add(PAGE + " is not up to date: run " + COMMAND);
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException("RFC coverage:\n  " + String.join("\n  ", problems));
        }
    }

    private Coverage read() throws IOException {
        return new Coverage(Tables.read(root), SourceTree.citations(root));
    }

    private String page() throws IOException {
        Path page = root.resolve(PAGE);
        return Files.exists(page) ? Files.readString(page) : "";
    }
}
