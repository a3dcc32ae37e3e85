package io.github.smtpra.engine.settings;

import io.github.smtpra.api.smtp.DomainSyntax;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * What we call ourselves (RFC 5321 §2.3.5, §4.1.4; CLI-003): the property {@code hostName}, or else what the host
 * knows.
 */
public final class HostName {
    private HostName() {}

    /**
     * The configured name; without one the full name of this host; without that its address as a literal.
     *
     * @throws InvalidSettingException if {@code hostName} is neither a domain nor an address literal (RFC 5321 §4.1.2)
     */
    public static String of(Settings settings) {
        return settings.text("hostName").map(HostName::configured).orElseGet(HostName::ofThisHost);
    }

    private static String configured(String text) {
        if (!DomainSyntax.isDomain(text) && !DomainSyntax.isAddressLiteral(text)) {
            throw new InvalidSettingException("hostName", text, "a domain name, or an address in square brackets");
        }
        return text;
    }

    private static String ofThisHost() {
        try {
            return of(InetAddress.getLocalHost());
        } catch (UnknownHostException e) {
            return of(InetAddress.getLoopbackAddress());
        }
    }

    static String of(InetAddress address) {
        String name = address.getCanonicalHostName();
        boolean resolved = !name.equals(address.getHostAddress());
        boolean full = DomainSyntax.isDomain(name) && name.indexOf('.') > 0;
        return resolved && full ? name : DomainSyntax.literal(address);
    }
}
