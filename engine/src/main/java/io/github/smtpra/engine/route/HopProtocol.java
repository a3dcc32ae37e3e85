package io.github.smtpra.engine.route;

/** What is spoken with a next hop. */
public enum HopProtocol {
    /** SMTP, with STARTTLS where that is wanted (RFC 5321, RFC 3207). */
    SMTP(25),
    /** SMTP under TLS from the first octet on (RFC 8314 §3.3). */
    SMTPS(465),
    /** The last hop, which answers for each recipient (RFC 2033). */
    LMTP(24);

    private final int port;

    HopProtocol(int port) {
        this.port = port;
    }

    /** Where it is spoken if nothing else is said. */
    public int port() {
        return port;
    }
}
