package io.github.smtpra.engine.dns;

import io.github.smtpra.engine.settings.Settings;
import java.util.HashMap;
import java.util.Map;

/** The DNS that a test serves. */
public final class TestDns {
    private TestDns() {}

    /** That of {@code server}, with more properties as names and values. */
    public static Dns of(ZoneServer server, String... properties) {
        Map<String, String> configured = new HashMap<>(Map.of("dnsServers", server.address(), "dnsTimeout", "300ms"));
        for (int i = 0; i < properties.length; i += 2) {
            configured.put(properties[i], properties[i + 1]);
        }
        return new DnsSettings(Settings.of("", configured, Map.of(), Map.of())).dns();
    }
}
