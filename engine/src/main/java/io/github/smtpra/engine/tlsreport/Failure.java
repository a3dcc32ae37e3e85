package io.github.smtpra.engine.tlsreport;

/**
 * A session that was not as it should be.
 *
 * @param flaw what is wrong
 * @param scene where
 */
public record Failure(Flaw flaw, Scene scene) {}
