package io.github.smtpra.engine.dns;

/**
 * An MX record (RFC 1035 §3.3.9).
 *
 * @param preference the lower, the sooner
 * @param host its name without the last dot; empty for the root, which names no host (RFC 7505 §3)
 */
public record MailExchanger(int preference, String host) {}
