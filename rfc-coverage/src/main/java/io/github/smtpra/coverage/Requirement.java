package io.github.smtpra.coverage;

import java.util.regex.Pattern;

/**
 * One row of {@code docs/rfc-requirements.tsv}.
 *
 * @param id what code and tests cite it by, as {@code SRV-110}
 * @param level MUST, SHOULD or MAY: the RFC's word, or what practice makes of it
 * @param source RFC and section
 * @param text what is required, in one line
 */
record Requirement(String id, Level level, String source, String text) {
    /** How an id looks. */
    static final Pattern ID = Pattern.compile("\\b(?:SRV|CLI|DSN|MSG|OPS)-\\d{3}\\b");

    private static final int COLUMNS = 4;

    /** How much it is required. */
    enum Level {
        MUST,
        SHOULD,
        MAY
    }

    /**
     * Reads a row.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Requirement parse(String row) {
        String[] columns = row.split("\t", -1);
        if (columns.length != COLUMNS || !ID.matcher(columns[0]).matches()) {
            throw new IllegalArgumentException("no requirement: " + row);
        }
        return new Requirement(columns[0], Level.valueOf(columns[1]), columns[2], columns[3]);
    }

    /** What the id begins with: which part of the whole it belongs to. */
    String group() {
        return id.substring(0, id.indexOf('-'));
    }
}
