package io.github.smtpra.engine.listener;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What all listeners of an adapter share.
 *
 * @param contents where the content of the next mail is kept
 * @param queueRunner who starts runs for ETRN; without one, ETRN is not served
 */
record Surroundings(Supplier<ArrivingContent> contents, Optional<QueueRunner> queueRunner) {
    /** Without a road out. */
    Surroundings(Supplier<ArrivingContent> contents) {
        this(contents, Optional.empty());
    }
}
