package io.github.smtpra.protocol.client;

/** What is spoken with a peer. */
public enum Dialect {
    /** RFC 5321. */
    SMTP("EHLO"),

    /** RFC 2033: the content is answered for each recipient that was accepted. */
    LMTP("LHLO");

    private final String hello;

    Dialect(String hello) {
        this.hello = hello;
    }

    /** The command that begins a session. */
    String hello() {
        return hello;
    }
}
