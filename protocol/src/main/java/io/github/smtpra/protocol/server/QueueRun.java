package io.github.smtpra.protocol.server;

/**
 * What ETRN asks for (RFC 1985 §5.1).
 *
 * @param domain whose mail is to be sent, in small letters
 * @param reach whether mail for its subdomains is meant, too
 */
public record QueueRun(String domain, Reach reach) {
    /** Whose mail is meant. */
    public enum Reach {
        /** That of the node alone. */
        NODE,
        /** That of the domain and of all below it. */
        DOMAIN
    }
}
