package io.github.smtpra.engine.route;

import io.github.smtpra.api.smtp.DomainSyntax;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the property {@code routes}.
 *
 * <pre>{@code
 * routes   = rule *( ";" rule )
 * rule     = [ name ":" ] pattern "=" target            ; with a name: of mail that has chosen this route
 * name     = ALPHA *63( ALPHA / DIGIT / "-" )
 * pattern  = ( domain / "*." domain / "[" address "]" / "*" )
 * target   = "mx" / "relay" / group *( "," group )      ; groups in the order to be tried
 * group    = hop *( "|" hop )                           ; equals
 * hop      = ( "smtp" / "smtps" / "lmtp" ) ":" [ account "@" ] host [ ":" port ] [ "/" tls ]
 * }</pre>
 *
 * An IPv6 address stands in brackets. An account is a name in the file of credentials.
 */
public final class RouteSettings {
    private static final String PROPERTY = "routes";
    private static final String ALLOWED = "rules like example.com=smtp:mx.example.net:587/verified;"
            + "*.example.org=lmtp:127.0.0.1:24,lmtp:[::1]:24;*=mx; ";
    private static final Pattern HOP = Pattern.compile("(smtps?|lmtp):(?:(?<account>[a-z0-9_-]+)@)?"
            + "(?<host>\\[[^\\]]+]|[^:/@\\[\\]]+)(?::(?<port>\\d{1,5}))?(?:/(?<tls>[a-z]+))?");

    private static final Pattern NAMED = Pattern.compile("(?:([A-Za-z][A-Za-z0-9-]{0,63}):)?(.*)");

    private RouteSettings() {}

    /**
     * The rules; without the property all mail goes to the relay, and without a relay it waits.
     *
     * @throws InvalidSettingException if it can not be understood, saying which rule and why
     */
    public static Routes routes(Settings settings) {
        return settings.text(PROPERTY).map(RouteSettings::parse).orElseGet(() -> Routes.always(new Route.Relay()));
    }

    private static Routes parse(String text) {
        Map<String, Map<String, Route>> rules = new LinkedHashMap<>();
        for (String rule : text.split(";", -1)) {
            String[] sides = rule.strip().split("\\s*=\\s*", 2);
            if (rule.isBlank()) {
                continue;
            }
            if (sides.length < 2) {
                throw bad(text, "'" + rule.strip() + "' has no '='");
            }
            add(rules, text, sides);
        }
        return Routes.of(rules);
    }

    private static void add(Map<String, Map<String, Route>> rules, String text, String[] sides) {
        Matcher left = NAMED.matcher(sides[0]);
        left.matches();
        Map<String, Route> table =
                rules.computeIfAbsent(Objects.requireNonNullElse(left.group(1), ""), name -> new LinkedHashMap<>());
        if (table.put(pattern(text, left.group(2)), target(text, sides[1])) != null) {
            throw bad(text, "'" + sides[0] + "' has two rules");
        }
    }

    private static String pattern(String text, String pattern) {
        String domain = pattern.startsWith("*.") ? pattern.substring(2) : pattern;
        if (!pattern.equals("*") && !DomainSyntax.isDomain(domain) && !DomainSyntax.isAddressLiteral(pattern)) {
            throw bad(text, "'" + pattern + "' is no domain");
        }
        return pattern.toLowerCase(Locale.ROOT);
    }

    private static Route target(String text, String target) {
        return switch (target.toLowerCase(Locale.ROOT)) {
            case "mx" -> new Route.MailExchange();
            case "relay" -> new Route.Relay();
            default ->
                new Route.Hops(Arrays.stream(target.split(","))
                        .map(group -> group(text, group))
                        .toList());
        };
    }

    private static List<Hop> group(String text, String group) {
        return Arrays.stream(group.split("\\|"))
                .map(hop -> hop(text, hop.strip()))
                .toList();
    }

    private static Hop hop(String text, String hop) {
        Matcher parts = HOP.matcher(hop.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw bad(text, "'" + hop + "' is neither mx, relay nor a host like smtp:mx.example.net:587/verified");
        }
        HopProtocol protocol = HopProtocol.valueOf(parts.group(1).toUpperCase(Locale.ROOT));
        return new Hop(
                protocol,
                host(text, parts.group("host")),
                port(text, parts, protocol),
                tls(text, parts, protocol),
                Optional.ofNullable(parts.group("account")));
    }

    private static String host(String text, String host) {
        if (host.startsWith("[")) {
            String address = host.substring(1, host.length() - 1);
            if (DomainSyntax.isAddressLiteral("[IPv6:" + address + "]")) {
                return address;
            }
        } else if (DomainSyntax.isDomain(host) || DomainSyntax.isAddressLiteral("[" + host + "]")) {
            return host;
        }
        throw bad(text, "'" + host + "' is no host");
    }

    private static int port(String text, Matcher parts, HopProtocol protocol) {
        int port = parts.group("port") == null ? protocol.port() : Integer.parseInt(parts.group("port"));
        if (port < 1 || port > 65535) {
            throw bad(text, port + " is no port");
        }
        return port;
    }

    private static TlsLevel tls(String text, Matcher parts, HopProtocol protocol) {
        String word = parts.group("tls");
        if (word == null) {
            // Who sends a password wants to know to whom.
            return parts.group("account") == null ? usual(protocol) : TlsLevel.VERIFIED;
        }
        return Arrays.stream(TlsLevel.values())
                .filter(level -> level.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> bad(text, "'" + word + "' is none of off, opportunistic, encrypted, verified"));
    }

    private static TlsLevel usual(HopProtocol protocol) {
        return switch (protocol) {
            case SMTP -> TlsLevel.OPPORTUNISTIC;
            case SMTPS -> TlsLevel.VERIFIED;
            case LMTP -> TlsLevel.OFF;
        };
    }

    private static InvalidSettingException bad(String text, String why) {
        return new InvalidSettingException(PROPERTY, text, ALLOWED + why);
    }
}
