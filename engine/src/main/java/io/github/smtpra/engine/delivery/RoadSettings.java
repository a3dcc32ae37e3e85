package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.delivery.PeerRelays.ExchangerSettings;
import io.github.smtpra.engine.delivery.PeerRelays.Ourselves;
import io.github.smtpra.engine.dns.Dns;
import io.github.smtpra.engine.dns.DnsSettings;
import io.github.smtpra.engine.policy.HttpsPolicyFetcher;
import io.github.smtpra.engine.policy.PeerPolicies;
import io.github.smtpra.engine.policy.StsPolicies;
import io.github.smtpra.engine.route.MailExchangers;
import io.github.smtpra.engine.route.MailExchangers.ReservedDomains;
import io.github.smtpra.engine.route.RouteSettings;
import io.github.smtpra.engine.route.Routes;
import io.github.smtpra.engine.route.TlsLevel;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.engine.tls.ClientTls;
import io.github.smtpra.engine.tls.ClientTrust;
import java.net.ProxySelector;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Makes {@link Roads} of the properties. */
final class RoadSettings {
    private final Settings settings;
    private final String ownName;

    RoadSettings(Settings settings, String ownName) {
        this.settings = settings;
        this.ownName = ownName;
    }

    /** The roads; reads the files that the properties name. */
    Roads roads() {
        Routes routes = RouteSettings.routes(settings);
        RelaySettings relaySettings = new RelaySettings(settings, ownName);
        List<Relay> relays = relaySettings.relays();
        ReservedDomains reserved = settings.choice("reservedDomains", ReservedDomains.class, ReservedDomains.REFUSE);
        Dns dns = new DnsSettings(settings).dns();
        ClientTrust trust = relaySettings.trust();
        ClientTls verified = ClientTls.verified(trust);
        MailExchangers exchangers = new MailExchangers(dns, ownName, reserved, new Random());
        ExchangerSettings ofExchangers = new ExchangerSettings(
                settings.integer("mxPort", 25, 1, 65535),
                settings.choice("mxTls", TlsLevel.class, TlsLevel.OPPORTUNISTIC));
        PeerPolicies policies = new PeerPolicies(dns, promises(dns, trust), verified);
        PeerRelays peers =
                new PeerRelays(new Ourselves(ownName, Accounts.of(routes, settings)), verified, policies, ofExchangers);
        return new Roads(routes, relays, new HopFinder(relays, exchangers, peers, new Random()));
    }

    private Optional<StsPolicies> promises(Dns dns, ClientTrust trust) {
        return settings.flag("mtaSts", true)
                ? Optional.of(new StsPolicies(
                        dns, new HttpsPolicyFetcher(trust.context(), ProxySelector.getDefault()), Clock.systemUTC()))
                : Optional.empty();
    }
}
