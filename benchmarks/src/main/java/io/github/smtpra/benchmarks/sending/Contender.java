package io.github.smtpra.benchmarks.sending;

import io.github.smtpra.benchmarks.comparison.Run;
import java.io.IOException;

/** A program that sends. For one thread. */
interface Contender extends AutoCloseable {
    /** As in the table. */
    String name();

    /** Sends, but fewer mails if it is slow. */
    Run run(Load load) throws IOException, InterruptedException;

    @Override
    void close();
}
