package io.github.smtpra.protocol.grammar;

import io.github.smtpra.api.smtp.DomainSyntax;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The argument of XCLIENT, by which a trusted peer says for whom it speaks (SRV-301):
 *
 * <pre>
 * xclient-command = "XCLIENT" 1*( SP attribute-name "=" attribute-value )
 * attribute-value = xtext, or [UNAVAILABLE], or [TEMPUNAVAIL]
 * </pre>
 *
 * @param name the client's host name, if it is known
 * @param address its address
 * @param port its port
 * @param helo what it said in EHLO or HELO
 * @param protocol SMTP or ESMTP
 * @param login the name under which it has authenticated
 * @param destination the server's address that it has connected to
 */
public record XclientAttributes(
        Optional<String> name,
        Optional<NetworkAddress> address,
        Optional<Integer> port,
        Optional<String> helo,
        Optional<String> protocol,
        Optional<String> login,
        Optional<ServerAddress> destination) {
    /** The attributes that are understood, as they are announced. */
    public static final String NAMES = "NAME ADDR PORT PROTO HELO LOGIN DESTADDR DESTPORT";

    private static final Set<String> KNOWN = Set.of(NAMES.split(" "));
    private static final Set<String> UNKNOWN_VALUES = Set.of("[UNAVAILABLE]", "[TEMPUNAVAIL]");
    private static final String IPV6_TAG = "IPV6:";
    private static final int MAX_PORT = 65535;
    private static final int MAX_NAME = 255;

    /** Reads the attributes; what the peer does not know is absent. */
    public static XclientAttributes parse(String argument) throws SyntaxException {
        Map<String, String> values = new HashMap<>();
        for (String attribute : argument.split(" +", -1)) {
            int equals = attribute.indexOf('=');
            String name = attribute.substring(0, Math.max(equals, 0)).toUpperCase(Locale.ROOT);
            if (!KNOWN.contains(name) || values.putIfAbsent(name, attribute.substring(equals + 1)) != null) {
                throw new SyntaxException("Each attribute is one of " + NAMES + " with a value, once");
            }
        }
        return of(values);
    }

    private static XclientAttributes of(Map<String, String> values) throws SyntaxException {
        Optional<String> name = known(values, "NAME");
        Optional<String> helo = known(values, "HELO");
        Optional<String> protocol = known(values, "PROTO").map(text -> text.toUpperCase(Locale.ROOT));
        check(name.isEmpty() || isDomain(name.get()), "NAME is a domain");
        check(helo.isEmpty() || isDomain(helo.get()) || DomainSyntax.isAddressLiteral(helo.get()), "HELO is a domain");
        check(protocol.isEmpty() || Set.of("SMTP", "ESMTP").contains(protocol.get()), "PROTO is SMTP or ESMTP");
        return new XclientAttributes(
                name,
                address(values, "ADDR"),
                port(values, "PORT"),
                helo,
                protocol,
                login(values),
                destination(values));
    }

    /** Names of users may be of any language: the octets that xtext stands for are UTF-8. */
    private static Optional<String> login(Map<String, String> values) throws SyntaxException {
        return known(values, "LOGIN").map(Utf8::decode);
    }

    /** A port alone says nothing of where the client has been. */
    private static Optional<ServerAddress> destination(Map<String, String> values) throws SyntaxException {
        int port = port(values, "DESTPORT").orElse(0);
        return address(values, "DESTADDR").map(address -> new ServerAddress(address, port));
    }

    private static Optional<Integer> port(Map<String, String> values, String name) throws SyntaxException {
        Optional<String> port = known(values, name);
        return port.isEmpty() ? Optional.empty() : Optional.of(DecimalNumber.parse(port.get(), MAX_PORT));
    }

    private static Optional<NetworkAddress> address(Map<String, String> values, String name) throws SyntaxException {
        Optional<String> address = known(values, name);
        return address.isEmpty() ? Optional.empty() : Optional.of(address(address.get()));
    }

    private static Optional<String> known(Map<String, String> values, String name) throws SyntaxException {
        String value = values.get(name);
        if (value == null || UNKNOWN_VALUES.contains(value.toUpperCase(Locale.ROOT))) {
            return Optional.empty();
        }
        return Optional.of(Xtext.decode(value));
    }

    private static NetworkAddress address(String text) throws SyntaxException {
        return text.regionMatches(true, 0, IPV6_TAG, 0, IPV6_TAG.length())
                ? NetworkAddress.ipv6(text.substring(IPV6_TAG.length()))
                : NetworkAddress.ipv4(text);
    }

    private static boolean isDomain(String text) {
        return text.length() <= MAX_NAME && DomainSyntax.isDomain(text);
    }

    private static void check(boolean holds, String otherwise) throws SyntaxException {
        if (!holds) {
            throw new SyntaxException(otherwise);
        }
    }
}
