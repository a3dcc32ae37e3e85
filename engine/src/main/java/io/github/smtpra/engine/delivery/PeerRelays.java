package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.delivery.Destination.Protection;
import io.github.smtpra.engine.dns.Answer.Security;
import io.github.smtpra.engine.policy.PeerPolicies;
import io.github.smtpra.engine.policy.PeerPolicy;
import io.github.smtpra.engine.policy.PeerPolicy.AsConfigured;
import io.github.smtpra.engine.policy.PeerPolicy.Forbidden;
import io.github.smtpra.engine.policy.PeerPolicy.Proof;
import io.github.smtpra.engine.policy.PeerPolicy.Protected;
import io.github.smtpra.engine.policy.Promise;
import io.github.smtpra.engine.route.Hop;
import io.github.smtpra.engine.route.HopProtocol;
import io.github.smtpra.engine.route.MailHost;
import io.github.smtpra.engine.route.MailHosts;
import io.github.smtpra.engine.route.TlsLevel;
import io.github.smtpra.engine.route.Unroutable;
import io.github.smtpra.engine.tls.ClientTls;
import io.github.smtpra.engine.tlsreport.Observation;
import io.github.smtpra.engine.tlsreport.Scene;
import io.github.smtpra.engine.tlsreport.SessionTerms;
import io.github.smtpra.protocol.client.ClientSettings;
import io.github.smtpra.protocol.client.Dialect;
import io.github.smtpra.protocol.client.TlsPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides how each host is to be spoken with: with which protection, in which dialect. Immutable. */
final class PeerRelays {
    private final Ourselves ourselves;
    private final ClientTls verified;
    private final PeerPolicies policies;
    private final ExchangerSettings exchangers;
    /**
     * How hosts that the DNS names are spoken with.
     *
     * @param port where they listen: 25 in the world
     * @param tls how much protection they must offer
     */
    record ExchangerSettings(int port, TlsLevel tls) {}

    /**
     * Who we are.
     *
     * @param name our own, for EHLO
     * @param accounts who we are to those who want to know
     */
    record Ourselves(String name, Accounts accounts) {}

    PeerRelays(Ourselves ourselves, ClientTls verified, PeerPolicies policies, ExchangerSettings exchangers) {
        this.ourselves = ourselves;
        this.verified = verified;
        this.policies = policies;
        this.exchangers = exchangers;
    }

    /** The host that a rule names. */
    Relay relay(Hop hop) {
        boolean implicit = hop.protocol() == HopProtocol.SMTPS;
        TlsPolicy policy = implicit ? TlsPolicy.FROM_THE_START : policy(hop.tls());
        Account account = ourselves.accounts().of(hop);
        Dialect dialect = hop.protocol() == HopProtocol.LMTP ? Dialect.LMTP : Dialect.SMTP;
        ClientTls tls = implicit ? verified : tls(hop.tls());
        return new Relay(
                hop.host(),
                hop.port(),
                tls.showing(account.keys()),
                new ClientSettings(ourselves.name(), policy, account.login(), dialect));
    }

    private static TlsPolicy policy(TlsLevel level) {
        return switch (level) {
            case OFF -> TlsPolicy.NEVER;
            case OPPORTUNISTIC -> TlsPolicy.IF_OFFERED;
            case ENCRYPTED, VERIFIED -> TlsPolicy.REQUIRED;
        };
    }

    private ClientTls tls(TlsLevel level) {
        return level == TlsLevel.VERIFIED ? verified : ClientTls.unverified();
    }

    /** {@code relay}, or the same host with a proof of who it is where the mail asks for one (RFC 8689 §4.2.1; CLI-066). */
    Relay protectedBy(Protection protection, Relay relay) {
        boolean proven =
                relay.session().tls() == TlsPolicy.FROM_THE_START || relay.tls().isVerified();
        return protection != Protection.REQUIRED || proven
                ? relay
                : relay.with(
                        verified.showing(relay.tls().keys()), relay.session().withTls(TlsPolicy.REQUIRED));
    }

    /** The hosts that the DNS names, but for those that must not be spoken with now. */
    NextHops relays(MailHosts.Found found, Protection protection) {
        boolean moot = isPromiseMoot(protection);
        Promise promise = moot ? Promise.NONE : policies.promise(found.domain());
        List<Relay> relays = new ArrayList<>();
        List<Observation> observations = new ArrayList<>(unkept(found.domain(), promise));
        Unroutable why = Unroutable.of("4.7.5", "no host");
        for (MailHost host : found.hosts()) {
            PeerPolicy policy = moot
                    ? new AsConfigured(SessionTerms.ofDomain(found.domain()))
                    : policies.policy(found.domain(), host, exchangers.port(), promise);
            if (policy instanceof Forbidden forbidden) {
                observations.add(unspoken(host, forbidden.terms()));
                // RFC 8461 §5.1: the next one, and if there is none, later; never in the clear (CLI-064).
                why = Unroutable.of("4.7.5", forbidden.reason());
            } else if (protection == Protection.REQUIRED && !isProven(host, policy)) {
                // RFC 8689 §4.2.1: the name itself has to be proven, or TLS proves nothing (CLI-066).
                why = Unroutable.of(
                        "5.7.10",
                        "550 5.7.10 nobody proves that " + host.name() + " takes mail for " + found.domain()
                                + ", and the mail requires TLS with a proven host (RFC 8689)");
            } else {
                // What only this mail asks for, and mail to an address, says nothing of a domain (CLI-067).
                Optional<SessionTerms> terms =
                        moot || found.domain().startsWith("[") ? Optional.empty() : Optional.of(policy.terms());
                relays.add(protectedBy(protection, relay(host, policy, terms)));
            }
        }
        return relays.isEmpty() ? new NextHops.None(why, observations) : new NextHops.Found(relays, observations);
    }

    /** A policy that could not be had is told, whatever becomes of the session (RFC 8460 §4.3.2.2; CLI-067). */
    private static List<Observation> unkept(String domain, Promise promise) {
        return promise
                .flaw()
                .map(flaw -> new SessionTerms(SessionTerms.ascii(domain), promise.applied(domain))
                        .failure(flaw, Scene.nowhere()))
                .stream()
                .toList();
    }

    private static Observation unspoken(MailHost host, SessionTerms terms) {
        return terms.failure(terms.flaw().orElseThrow(), Scene.at(host.name()));
    }

    /** RFC 8689 §5 (CLI-066): neither DANE nor MTA-STS keeps a mail back whose sender would rather have it delivered. */
    private boolean isPromiseMoot(Protection protection) {
        return exchangers.tls() == TlsLevel.OFF || protection == Protection.RELAXED;
    }

    private static boolean isProven(MailHost host, PeerPolicy policy) {
        return host.security() == Security.SECURE
                || policy instanceof Protected shielded && shielded.proof() == Proof.PROVEN;
    }

    private Relay relay(MailHost host, PeerPolicy policy, Optional<SessionTerms> terms) {
        if (policy instanceof Protected shielded) {
            ClientSettings session = ClientSettings.of(ourselves.name(), TlsPolicy.REQUIRED);
            return new Relay(host.name(), exchangers.port(), shielded.tls(), session, host::addresses, terms);
        }
        TlsLevel level = exchangers.tls();
        ClientSettings session = ClientSettings.of(ourselves.name(), policy(level));
        return new Relay(host.name(), exchangers.port(), tls(level), session, host::addresses, terms);
    }
}
