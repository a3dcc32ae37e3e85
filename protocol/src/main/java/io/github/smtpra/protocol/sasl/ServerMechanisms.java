package io.github.smtpra.protocol.sasl;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The mechanisms that a server serves. Immutable; safe for use by many threads if {@code nonces} is.
 */
public final class ServerMechanisms {
    private final Set<Mechanism> enabled;
    private final Mechanism.ClearText clearText;
    private final String hostName;
    private final Supplier<String> nonces;

    /**
     * Serves {@code enabled}.
     *
     * @param enabled those that somebody can answer for
     * @param clearText whether secrets may be sent as they are without TLS
     * @param hostName our own name, in challenges
     * @param nonces random texts of printable characters without comma, blank and angle brackets, 18 octets of entropy or more
     */
    public ServerMechanisms(
            Set<Mechanism> enabled, Mechanism.ClearText clearText, String hostName, Supplier<String> nonces) {
        this.enabled = Set.copyOf(enabled);
        this.clearText = clearText;
        this.hostName = hostName;
        this.nonces = nonces;
    }

    /** None at all. */
    public static ServerMechanisms none() {
        return new ServerMechanisms(Set.of(), Mechanism.ClearText.FORBIDDEN, "", () -> "");
    }

    /** Whether there are none, whatever the connection. */
    public boolean isEmpty() {
        return enabled.isEmpty();
    }

    /** Those that can be used on {@code channel}, in the order of preference. */
    public List<Mechanism> usable(Channel channel) {
        return enabled.isEmpty()
                ? List.of()
                : EnumSet.copyOf(enabled).stream()
                        .filter(one -> one.isUsable(channel, clearText))
                        .toList();
    }

    /** Whether {@code mechanism} could be used if there were TLS. */
    public boolean isForTlsOnly(Mechanism mechanism) {
        return enabled.contains(mechanism) && !mechanism.isUsable(Channel.CLEAR, clearText);
    }

    /** A new exchange. */
    public ServerMechanism begin(Mechanism mechanism, Channel channel) {
        return switch (mechanism) {
            case EXTERNAL -> new ExternalServer();
            case SCRAM_SHA_256_PLUS, SCRAM_SHA_256 -> scram(ScramHash.SHA_256, mechanism, channel);
            case SCRAM_SHA_1_PLUS, SCRAM_SHA_1 -> scram(ScramHash.SHA_1, mechanism, channel);
            case OAUTHBEARER -> new OAuthServer(OAuthServer.Form.OAUTHBEARER);
            case XOAUTH2 -> new OAuthServer(OAuthServer.Form.XOAUTH2);
            case CRAM_MD5 -> new CramMd5Server("<" + nonces.get() + "@" + hostName + ">");
            case PLAIN -> new PlainServer();
            case LOGIN -> new LoginServer();
        };
    }

    private ServerMechanism scram(ScramHash hash, Mechanism mechanism, Channel channel) {
        if (mechanism.isBound()) {
            return new ScramServer(hash, new ScramBinding(ScramBinding.Use.BOUND, channel.bindings()), nonces.get());
        }
        boolean listed = mechanism.bound().filter(enabled::contains).isPresent();
        ChannelBindings bindings = listed ? channel.bindings() : ChannelBindings.NONE;
        return new ScramServer(hash, new ScramBinding(ScramBinding.Use.UNBOUND, bindings), nonces.get());
    }
}
