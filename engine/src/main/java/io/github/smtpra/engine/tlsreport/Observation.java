package io.github.smtpra.engine.tlsreport;

import java.util.Optional;

/**
 * What a session, or the attempt to have one, has shown.
 *
 * @param domain whose mail it was for, in lower case and US-ASCII: who is told
 * @param policy what it was judged by
 * @param failure what was wrong, if something was
 */
public record Observation(String domain, AppliedPolicy policy, Optional<Failure> failure) {}
