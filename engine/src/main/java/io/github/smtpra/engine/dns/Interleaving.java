package io.github.smtpra.engine.dns;

import java.util.ArrayList;
import java.util.List;

/** Two lists in one, one of each in turn. */
final class Interleaving {
    private Interleaving() {}

    static <T> List<T> of(List<T> one, List<T> other) {
        List<T> both = new ArrayList<>(one.size() + other.size());
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            if (i < one.size()) {
                both.add(one.get(i));
            }
            if (i < other.size()) {
                both.add(other.get(i));
            }
        }
        return both;
    }
}
