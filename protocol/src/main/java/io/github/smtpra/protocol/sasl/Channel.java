package io.github.smtpra.protocol.sasl;

/** What mechanisms need to know of the connection that they are used on. Immutable. */
public final class Channel {
    /** Without TLS. */
    public static final Channel CLEAR = new Channel(Protection.NONE, ChannelBindings.NONE, ClientCertificate.ABSENT);

    /** With TLS of which nothing else is known. */
    public static final Channel ENCRYPTED = new Channel(Protection.TLS, ChannelBindings.NONE, ClientCertificate.ABSENT);

    private enum Protection {
        NONE,
        TLS
    }

    private enum ClientCertificate {
        ABSENT,
        VERIFIED
    }

    private final Protection protection;
    private final ChannelBindings bindings;
    private final ClientCertificate clientCertificate;

    private Channel(Protection protection, ChannelBindings bindings, ClientCertificate clientCertificate) {
        this.protection = protection;
        this.bindings = bindings;
        this.clientCertificate = clientCertificate;
    }

    /** With TLS, to which exchanges can be bound. */
    public Channel with(ChannelBindings more) {
        return new Channel(Protection.TLS, more, clientCertificate);
    }

    /** With TLS, in which the client has shown a certificate that could be verified. */
    public Channel withClientCertificate() {
        return new Channel(Protection.TLS, bindings, ClientCertificate.VERIFIED);
    }

    /** Whether there is TLS. */
    public boolean isEncrypted() {
        return protection == Protection.TLS;
    }

    /** What exchanges can be bound to. */
    public ChannelBindings bindings() {
        return bindings;
    }

    /** Whether the client has shown a certificate that could be verified. */
    public boolean hasClientCertificate() {
        return clientCertificate == ClientCertificate.VERIFIED;
    }
}
