package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.delivery.Destination.Protection;
import io.github.smtpra.engine.route.Hop;
import io.github.smtpra.engine.route.HopProtocol;
import io.github.smtpra.engine.route.MailHost;
import io.github.smtpra.engine.route.MailHosts;
import io.github.smtpra.engine.route.TlsLevel;
import io.github.smtpra.engine.tls.ClientTls;
import io.github.smtpra.engine.tls.ClientTrust;
import io.github.smtpra.protocol.client.ClientSettings;
import io.github.smtpra.protocol.client.Dialect;
import io.github.smtpra.protocol.client.TlsPolicy;

/** Decides how each host is to be spoken with: with which protection, in which dialect. Immutable. */
final class PeerRelays {
    private final String ownName;
    private final ClientTls verified;
    private final ExchangerSettings exchangers;

    /**
     * How hosts that the DNS names are spoken with.
     *
     * @param port where they listen: 25 in the world
     * @param tls how much protection they must offer
     */
    record ExchangerSettings(int port, TlsLevel tls) {}

    PeerRelays(String ownName, ClientTrust trust, ExchangerSettings exchangers) {
        this.ownName = ownName;
        this.verified = ClientTls.verified(trust);
        this.exchangers = exchangers;
    }

    /** The host that a rule names. */
    Relay relay(Hop hop) {
        boolean implicit = hop.protocol() == HopProtocol.SMTPS;
        TlsPolicy policy = implicit ? TlsPolicy.FROM_THE_START : policy(hop.tls());
        ClientSettings session = ClientSettings.of(ownName, policy);
        return new Relay(
                hop.host(),
                hop.port(),
                implicit ? verified : tls(hop.tls()),
                hop.protocol() == HopProtocol.LMTP ? session.withDialect(Dialect.LMTP) : session);
    }

    private static TlsPolicy policy(TlsLevel level) {
        return switch (level) {
            case OFF -> TlsPolicy.NEVER;
            case OPPORTUNISTIC, DANE -> TlsPolicy.IF_OFFERED;
            case ENCRYPTED, VERIFIED -> TlsPolicy.REQUIRED;
        };
    }

    private ClientTls tls(TlsLevel level) {
        return level == TlsLevel.VERIFIED ? verified : ClientTls.unverified();
    }

    /** {@code relay}, or the same host with a proof of who it is where the mail asks for one (RFC 8689 §4.2.1; CLI-066). */
    Relay protectedBy(Protection protection, Relay relay) {
        boolean unproven = relay.session().tls() != TlsPolicy.FROM_THE_START;
        return protection == Protection.REQUIRED && unproven
                ? relay.with(verified, relay.session().withTls(TlsPolicy.REQUIRED))
                : relay;
    }

    /** The hosts that the DNS names. */
    NextHops relays(MailHosts.Found found, Protection protection) {
        return new NextHops.Found(found.hosts().stream()
                .map(host -> protectedBy(protection, relay(host, exchangers.tls())))
                .toList());
    }

    private Relay relay(MailHost host, TlsLevel level) {
        ClientSettings session = ClientSettings.of(ownName, policy(level));
        return new Relay(host.name(), exchangers.port(), tls(level), session, host::addresses);
    }
}
