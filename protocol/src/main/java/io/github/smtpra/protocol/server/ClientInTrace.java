package io.github.smtpra.protocol.server;

/** What trace fields tell of the client that brings a mail (RFC 5321 §4.4). */
public enum ClientInTrace {
    /** Its name and address. */
    SHOWN,
    /** Nothing: where users travel is not for their correspondents to know. Our own name stands in its place (MSG-022). */
    WITHHELD
}
