package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.smtp.Mailbox;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What we call ourselves when nobody has said (RFC 5321 §4.1.4, §2.3.5). */
final class OwnName {
    private OwnName() {}

    /** The full name of this host, or its address as a literal. */
    static String ofThisHost() {
        try {
            return of(InetAddress.getLocalHost());
        } catch (UnknownHostException e) {
            return of(InetAddress.getLoopbackAddress());
        }
    }

    static String of(InetAddress address) {
        String name = address.getCanonicalHostName();
        boolean resolved = !name.equals(address.getHostAddress());
        return resolved && isFullyQualified(name) ? name : literal(address);
    }

    private static boolean isFullyQualified(String name) {
        try {
            Mailbox.of("postmaster", name);
            return name.indexOf('.') > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** RFC 5321 §4.1.3. */
    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String withoutZone = zone < 0 ? text : text.substring(0, zone);
        return address instanceof Inet6Address ? "[IPv6:" + withoutZone + "]" : "[" + withoutZone + "]";
    }
}
