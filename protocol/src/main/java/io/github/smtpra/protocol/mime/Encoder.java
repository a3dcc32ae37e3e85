package io.github.smtpra.protocol.mime;

/** Gives the octets of one body another form. For one thread at a time; lives for that body. */
interface Encoder {
    void write(byte octet);

    /** The body is over. */
    void finish();
}
