package io.github.smtpra.coverage;

import java.util.List;

/** How far the coverage is, in one line. */
final class Summary {
    private Summary() {}

    static String of(Coverage coverage) {
        List<Requirement> all = coverage.tables().requirements();
        long met = all.stream().filter(coverage::isMet).count();
        return all.size() + " requirements: " + met + " met by code and test, "
                + coverage.tables().notBuilt().size() + " not built, "
                + coverage.tables().pending().size() + " pending";
    }
}
