package io.github.smtpra.engine.listener;

import io.github.smtpra.engine.authentication.Logins;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a listener has from outside.
 *
 * @param contents where the content of the next mail is kept
 * @param queueRunner who starts runs for ETRN; without one, ETRN is not served
 * @param logins who may say who it is
 */
record Surroundings(Supplier<ArrivingContent> contents, Optional<QueueRunner> queueRunner, Logins logins) {
    /** Without a road out. */
    Surroundings(Supplier<ArrivingContent> contents, Logins logins) {
        this(contents, Optional.empty(), logins);
    }
}
