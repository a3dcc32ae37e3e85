package io.github.smtpra.coverage;

/**
 * A place that names a requirement in a comment.
 *
 * @param id the requirement
 * @param kind whether it decides or proves
 * @param file from the root of the checkout, with slashes
 * @param place what the comment belongs to: a method, a type, or a whole transcript. Lines would change with every edit
 */
record Citation(String id, Kind kind, String file, String place) implements Comparable<Citation> {
    /** What a citation claims. */
    enum Kind {
        /** The requirement is met here. */
        CODE,
        /** That it is met is shown here. */
        TEST
    }

    @Override
    public int compareTo(Citation other) {
        int byPlace = place.compareTo(other.place);
        return byPlace != 0 ? byPlace : file.compareTo(other.file);
    }
}
