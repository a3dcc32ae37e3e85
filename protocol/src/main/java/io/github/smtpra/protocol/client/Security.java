package io.github.smtpra.protocol.client;

import io.github.smtpra.protocol.sasl.Channel;

/**
 * What protects a session.
 *
 * @param channel what mechanisms of authentication can build on
 * @param peer whether it is known who the peer is
 */
public record Security(Channel channel, Peer peer) {
    /** Nothing. */
    public static final Security NONE = new Security(Channel.CLEAR, Peer.UNVERIFIED);

    /** TLS with whoever answers. */
    public static final Security UNVERIFIED = new Security(Channel.ENCRYPTED, Peer.UNVERIFIED);

    /** Whether it is known who the peer is. */
    public enum Peer {
        /** Its certificate bears its name, and is trusted (RFC 9525), or was published for it (RFC 7672). */
        VERIFIED,
        /** Nobody has looked, or it was not found good. */
        UNVERIFIED
    }
}
