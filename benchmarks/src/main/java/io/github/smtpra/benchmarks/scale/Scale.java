package io.github.smtpra.benchmarks.scale;

import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Whether cost and memory stay flat: queues of several sizes, and one large mail. Run with a small heap. */
public final class Scale {
    private static final Logger LOG = Logger.getLogger("");
    private static final int MEBIBYTES = 1024;

    private Scale() {}

    /** Arguments: sizes of queues, growing; 10, ten thousand and a million if not said. */
    public static void main(String[] args) throws Exception {
        LOG.setLevel(Level.WARNING);
        List<Integer> sizes =
                args.length > 0 ? Arrays.stream(args).map(Integer::valueOf).toList() : List.of(10, 10_000, 1_000_000);
        LargeMail.measure(MEBIBYTES);
        Sizes.measure(sizes);
        System.exit(0);
    }
}
