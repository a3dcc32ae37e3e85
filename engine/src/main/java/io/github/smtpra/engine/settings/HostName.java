package io.github.smtpra.engine.settings;

import io.github.smtpra.api.smtp.Mailbox;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What we call ourselves: the property {@code hostName}, or else the name of the host, or else {@code localhost}. */
public final class HostName {
    private HostName() {}

    /**
     * The name.
     *
     * @throws InvalidSettingException if {@code hostName} is neither a domain nor an address literal (RFC 5321 §4.1.2)
     */
    public static String of(Settings settings) {
        return settings.text("hostName").map(HostName::configured).orElseGet(HostName::ofHost);
    }

    private static String configured(String text) {
        if (!isDomain(text)) {
            throw new InvalidSettingException("hostName", text, "a domain name, or an address in square brackets");
        }
        return text;
    }

    private static String ofHost() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return isDomain(name) ? name : "localhost";
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static boolean isDomain(String text) {
        try {
            return !Mailbox.of("postmaster", text).domain().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
