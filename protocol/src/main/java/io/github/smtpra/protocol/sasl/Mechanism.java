package io.github.smtpra.protocol.sasl;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The mechanisms, a row each: what they are called, what a server must know to serve them, and what the connection must
 * give. In the order of preference, which is also that of the EHLO reply (CLI-068).
 */
public enum Mechanism {
    /** RFC 4422 Appendix A. */
    EXTERNAL(Question.Kind.CERTIFICATE, Need.CLIENT_CERTIFICATE),
    /** RFC 7677, bound to the channel. */
    SCRAM_SHA_256_PLUS(Question.Kind.SCRAM_SHA_256, Need.CHANNEL_BINDING),
    /** RFC 7677. */
    SCRAM_SHA_256(Question.Kind.SCRAM_SHA_256, Need.NOTHING),
    /** RFC 5802, bound to the channel. */
    SCRAM_SHA_1_PLUS(Question.Kind.SCRAM_SHA_1, Need.CHANNEL_BINDING),
    /** RFC 5802. */
    SCRAM_SHA_1(Question.Kind.SCRAM_SHA_1, Need.NOTHING),
    /** RFC 7628. */
    OAUTHBEARER(Question.Kind.TOKEN, Need.ENCRYPTION),
    /** What was there before RFC 7628. */
    XOAUTH2(Question.Kind.TOKEN, Need.ENCRYPTION),
    /** RFC 2195: legacy. */
    CRAM_MD5(Question.Kind.DIGEST, Need.NOTHING),
    /** RFC 4616. */
    PLAIN(Question.Kind.PASSWORD, Need.ENCRYPTION),
    /** draft-murchison-sasl-login: legacy. */
    LOGIN(Question.Kind.PASSWORD, Need.ENCRYPTION);

    /** What the connection must give. */
    private enum Need {
        NOTHING,
        ENCRYPTION,
        CHANNEL_BINDING,
        CLIENT_CERTIFICATE
    }

    /** Whether a password or token may be sent as it is where there is no TLS. */
    public enum ClearText {
        /** RFC 4954 §4: the rule. */
        FORBIDDEN,
        /** For networks that the deployer vouches for. */
        ALLOWED
    }

    private final Question.Kind asks;
    private final Need need;

    Mechanism(Question.Kind asks, Need need) {
        this.asks = asks;
        this.need = need;
    }

    /** {@code sasl-mech = 1*20( UPPER-ALPHA / DIGIT / HYPHEN / UNDERSCORE )}, as in {@code SCRAM-SHA-256}. */
    public String wireName() {
        return name().replace('_', '-');
    }

    /** The mechanism called {@code name}, in any case (RFC 4954 §4). */
    public static Optional<Mechanism> named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(one -> one.wireName().equals(upper))
                .findFirst();
    }

    /** What a server is asked when it serves this. */
    public Question.Kind asks() {
        return asks;
    }

    /** Whether a connection like {@code channel} is all that this needs. */
    public boolean isUsable(Channel channel, ClearText clearText) {
        return switch (need) {
            case NOTHING -> true;
            // RFC 4954 §4, RFC 7628 §6.1 (SRV-217): what is sent as it is needs TLS.
            case ENCRYPTION -> channel.isEncrypted() || clearText == ClearText.ALLOWED;
            case CHANNEL_BINDING -> !channel.bindings().isEmpty();
            case CLIENT_CERTIFICATE -> channel.hasClientCertificate();
        };
    }

    /** Whether it is bound to its channel. */
    boolean isBound() {
        return need == Need.CHANNEL_BINDING;
    }

    /** The same mechanism with channel binding, if there is one. */
    Optional<Mechanism> bound() {
        return named(wireName() + "-PLUS");
    }
}
