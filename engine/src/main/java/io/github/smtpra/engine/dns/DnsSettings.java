package io.github.smtpra.engine.dns;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.dnssec.ValidatingResolver;

/** Makes a {@link Dns} of the properties {@code dnsServers}, {@code dnsTimeout}, {@code dnssec}, {@code dnssecAnchors}. */
public final class DnsSettings {
    private static final Pattern SERVER = Pattern.compile("([0-9.]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?");
    private static final int PORT = 53;

    /** The keys of the root, as IANA publishes them: of 2017 and of 2024. */
    private static final String ROOT_ANCHORS = """
            . 172800 IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D
            . 172800 IN DS 38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16
            """;

    private final Settings settings;

    /** What is to be known of signatures. */
    enum Dnssec {
        /** Nothing: no answer is secure. */
        OFF,
        /** The server is trusted, and so is the way to it: its AD bit counts (RFC 6840 §5.8). */
        TRUST_SERVER,
        /** They are checked here, from the root on. */
        VALIDATE
    }

    /** Reads {@code settings}. */
    public DnsSettings(Settings settings) {
        this.settings = settings;
    }

    /**
     * The DNS, as they say.
     *
     * @throws InvalidSettingException for a value that can not be used
     */
    public Dns dns() {
        Dnssec dnssec = settings.choice("dnssec", Dnssec.class, Dnssec.OFF);
        Duration timeout =
                settings.duration("dnsTimeout", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMinutes(1));
        ServerQueries servers = new ServerQueries(servers(), timeout);
        if (dnssec == Dnssec.VALIDATE) {
            return new ResolverDns(validating(servers), dnssec);
        }
        return new ResolverDns(servers, dnssec);
    }

    private List<InetSocketAddress> servers() {
        List<String> configured = settings.list("dnsServers");
        if (configured.isEmpty()) {
            List<InetSocketAddress> ofSystem = ResolverConfig.getCurrentConfig().servers();
            return ofSystem.isEmpty()
                    ? List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT))
                    : ofSystem;
        }
        return configured.stream().map(DnsSettings::server).toList();
    }

    private static InetSocketAddress server(String text) {
        Matcher parts = SERVER.matcher(text);
        int port = parts.matches() && parts.group(2) != null ? Integer.parseInt(parts.group(2)) : PORT;
        if (!parts.matches() || port < 1 || port > 65535) {
            throw notServer(text);
        }
        try {
            // An address, so that nobody is asked.
            return new InetSocketAddress(InetAddress.getByName(parts.group(1)), port);
        } catch (UnknownHostException e) {
            InvalidSettingException bad = notServer(text);
            bad.initCause(e);
            throw bad;
        }
    }

    private static InvalidSettingException notServer(String text) {
        return new InvalidSettingException(
                "dnsServers", text, "addresses with or without a port, as in 192.0.2.1 or [2001:db8::1]:5353");
    }

    private Resolver validating(ServerQueries servers) {
        ValidatingResolver resolver = new ValidatingResolver(servers, Clock.systemUTC());
        String file = settings.text("dnssecAnchors", "");
        try (InputStream anchors = file.isEmpty() ? rootAnchors() : Files.newInputStream(Path.of(file))) {
            resolver.loadTrustAnchors(anchors);
            return resolver;
        } catch (IOException | IllegalArgumentException e) {
            InvalidSettingException bad = new InvalidSettingException(
                    "dnssecAnchors", file, "a file with DS or DNSKEY records, as in a zone file");
            bad.initCause(e);
            throw bad;
        }
    }

    private static InputStream rootAnchors() {
        return new ByteArrayInputStream(ROOT_ANCHORS.getBytes(StandardCharsets.US_ASCII));
    }
}
