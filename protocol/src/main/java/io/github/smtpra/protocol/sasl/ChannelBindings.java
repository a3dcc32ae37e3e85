package io.github.smtpra.protocol.sasl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What ties an exchange to the TLS connection around it (RFC 5056), by type, the preferred first. Immutable. */
public final class ChannelBindings {
    /** RFC 9266, of TLS 1.3. */
    public static final String TLS_EXPORTER = "tls-exporter";

    /** RFC 5929 §4: the hash of the server's certificate. */
    public static final String TLS_SERVER_END_POINT = "tls-server-end-point";

    /** There are none. */
    public static final ChannelBindings NONE = new ChannelBindings(Map.of());

    private final Map<String, byte[]> byType;

    private ChannelBindings(Map<String, byte[]> byType) {
        this.byType = byType;
    }

    /** The same, and behind them one of {@code type}. */
    public ChannelBindings with(String type, byte[] octets) {
        Map<String, byte[]> more = new LinkedHashMap<>(byType);
        more.put(type, octets.clone());
        return new ChannelBindings(more);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return byType.isEmpty();
    }

    /** Which there are. */
    public Set<String> types() {
        return Set.copyOf(byType.keySet());
    }

    /** The one to use if there is a choice. */
    Optional<String> preferredType() {
        return byType.keySet().stream().findFirst();
    }

    /** The octets of {@code type}, if it is there. */
    public Optional<byte[]> octets(String type) {
        return Optional.ofNullable(byType.get(type)).map(byte[]::clone);
    }

    /** The types alone. */
    @Override
    public String toString() {
        return byType.keySet().toString();
    }
}
