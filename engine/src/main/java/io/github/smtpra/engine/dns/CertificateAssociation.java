package io.github.smtpra.engine.dns;

/**
 * A TLSA record (RFC 6698 §2.1).
 *
 * @param usage 2: an authority, 3: the peer's own (RFC 7218 §2.1); others are of no use for mail (RFC 7672 §3.1.3)
 * @param selector 0: the whole certificate, 1: its public key
 * @param matching 0: as it is, 1: its SHA-256, 2: its SHA-512
 * @param data what has to match, in hexadecimal digits
 */
public record CertificateAssociation(int usage, int selector, int matching, String data) {}
