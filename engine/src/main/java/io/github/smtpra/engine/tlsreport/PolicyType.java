package io.github.smtpra.engine.tlsreport;

/** Which kind of policy a session was judged by (RFC 8460 §4.4, policy-type; CLI-067). */
public enum PolicyType {
    /** The host's keys in the DNS (RFC 7672). */
    TLSA("tlsa"),
    /** What the domain promises of its hosts (RFC 8461). */
    STS("sts"),
    /** Neither: what the settings ask for. */
    NO_POLICY_FOUND("no-policy-found");

    private final String word;

    PolicyType(String word) {
        this.word = word;
    }

    /** The word of the report. */
    public String word() {
        return word;
    }
}
