package io.github.smtpra.benchmarks.wildfly.app;

/** How something is sent that outlives the server, as soon as it is sent. */
public enum Durable {
    /** A persistent message, in a transaction. */
    MESSAGE,
    /** A mail, in a transaction. */
    MAIL,
    /** A mail, in none. */
    MAIL_ALONE
}
