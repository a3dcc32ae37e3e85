package io.github.smtpra.protocol.sasl;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The mechanisms that a client may use, and its choice among them (CLI-068). Immutable; safe for use by many threads. */
public final class ClientMechanisms {
    /** All but CRAM-MD5, which needs to be asked for. */
    public static final Set<Mechanism> DEFAULT = Set.copyOf(EnumSet.complementOf(EnumSet.of(Mechanism.CRAM_MD5)));

    private final Set<Mechanism> allowed;
    private final Mechanism.ClearText clearText;
    private final Supplier<String> nonces;

    /**
     * The choice among {@code allowed}.
     *
     * @param clearText whether secrets may be sent as they are without TLS
     * @param nonces random texts of printable characters without comma, 18 octets of entropy or more
     */
    public ClientMechanisms(Set<Mechanism> allowed, Mechanism.ClearText clearText, Supplier<String> nonces) {
        this.allowed = Set.copyOf(allowed);
        this.clearText = clearText;
        this.nonces = nonces;
    }

    /**
     * A new exchange with the strongest mechanism that {@code credentials} are good for; empty if there is none.
     *
     * @param offered the names behind {@code AUTH} in the peer's EHLO reply, in capitals
     * @param channel what is known of the connection
     */
    public Optional<ClientMechanism> strongest(Credentials credentials, Set<String> offered, Channel channel) {
        // EnumSet: in the order of preference.
        return EnumSet.allOf(Mechanism.class).stream()
                .filter(one -> allowed.contains(one) && offered.contains(one.wireName()))
                .filter(one -> isFit(one, credentials) && isUsable(one, channel))
                .findFirst()
                .map(one -> begin(one, credentials, new Peer(offered, channel)));
    }

    /** What is known of the server. */
    private record Peer(Set<String> offered, Channel channel) {}

    /** With EXTERNAL the credentials say that there is a certificate; the server's offer, that it has taken it. */
    private boolean isUsable(Mechanism mechanism, Channel channel) {
        return mechanism == Mechanism.EXTERNAL ? channel.isEncrypted() : mechanism.isUsable(channel, clearText);
    }

    private static boolean isFit(Mechanism mechanism, Credentials credentials) {
        return switch (mechanism.asks()) {
            case CERTIFICATE -> credentials instanceof Credentials.Certificate;
            case TOKEN ->
                credentials instanceof Credentials.Token token
                        && (mechanism == Mechanism.OAUTHBEARER || !token.user().isEmpty());
            case PASSWORD, DIGEST, SCRAM_SHA_1, SCRAM_SHA_256 -> credentials instanceof Credentials.Password;
        };
    }

    private ClientMechanism begin(Mechanism mechanism, Credentials credentials, Peer peer) {
        if (credentials instanceof Credentials.Certificate certificate) {
            return new ExternalClient(certificate);
        }
        if (credentials instanceof Credentials.Token token) {
            return new OAuthClient(OAuthServer.Form.valueOf(mechanism.name()), token);
        }
        Credentials.Password password = (Credentials.Password) credentials;
        return switch (mechanism) {
            case PLAIN -> new PlainClient(password);
            case LOGIN -> new LoginClient(password);
            case CRAM_MD5 -> new CramMd5Client(password);
            case SCRAM_SHA_1, SCRAM_SHA_1_PLUS -> scram(ScramHash.SHA_1, mechanism, password, peer);
            default -> scram(ScramHash.SHA_256, mechanism, password, peer);
        };
    }

    private ScramClient scram(ScramHash hash, Mechanism mechanism, Credentials.Password password, Peer peer) {
        ChannelBindings bindings = peer.channel().bindings();
        return new ScramClient(hash, password, header(mechanism, peer), bindings, nonces.get());
    }

    /**
     * RFC 5802 §6: "y" tells a server that we would have bound the exchange, and saw no -PLUS in its offer. If it did
     * offer one, somebody has taken it out, and the server refuses.
     */
    private Gs2Header header(Mechanism mechanism, Peer peer) {
        ChannelBindings bindings = peer.channel().bindings();
        if (mechanism.isBound()) {
            return Gs2Header.bound(bindings.preferredType().orElseThrow());
        }
        boolean able = !bindings.isEmpty()
                && mechanism.bound().filter(allowed::contains).isPresent()
                && peer.offered().stream().noneMatch(name -> name.endsWith("-PLUS"));
        return new Gs2Header(able ? Gs2Header.THOUGHT_UNSUPPORTED : Gs2Header.UNBOUND, Optional.empty());
    }
}
