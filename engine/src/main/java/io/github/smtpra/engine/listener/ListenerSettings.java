package io.github.smtpra.engine.listener;

import io.github.smtpra.engine.authentication.AuthenticationSettings;
import io.github.smtpra.engine.settings.HostName;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.engine.tls.ServerKeys;
import io.github.smtpra.protocol.server.AuthenticationRules;
import io.github.smtpra.protocol.server.ServerProfile;
import io.github.smtpra.protocol.server.ServerProfile.Role;
import io.github.smtpra.protocol.server.ServerProfile.Service;
import io.github.smtpra.protocol.server.ServerProfile.TlsOffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of one listener. Activations that name the same address and port share a listener and must agree on all
 * of them.
 *
 * @param address the address to bind, as it was written
 * @param port the port to bind; 0 for any that is free
 * @param protocol the role
 * @param hostName the server's own name
 * @param tls what is done about TLS
 * @param keys where key and certificate come from
 * @param limits sizes and numbers
 * @param timeouts times
 * @param trust which peers may speak for others
 * @param interrupted how much is kept of mails whose connection was lost
 * @param refusals how recipients are refused that nobody takes
 * @param envelope what senders may say and ask
 * @param authentication who may say who it is, and how
 */
public record ListenerSettings(
        String address,
        int port,
        Protocol protocol,
        String hostName,
        Tls tls,
        ServerKeys keys,
        Limits limits,
        Timeouts timeouts,
        Trust trust,
        Interrupted interrupted,
        Refusals refusals,
        EnvelopeSettings envelope,
        AuthenticationSettings authentication) {
    /** The roles that are built. */
    public enum Protocol {
        /** A mail exchanger (RFC 5321). */
        SMTP(Role.SMTP),
        /** Where users hand in their mail, after AUTH and under TLS (RFC 6409, RFC 8314). */
        SUBMISSION(Role.SUBMISSION),
        /** The last hop behind a mail server of one's own: a reply, and a transaction, for each recipient (RFC 2033). */
        LMTP(Role.LMTP);

        private final Role role;

        Protocol(Role role) {
            this.role = role;
        }
    }

    /** What is done about TLS. */
    public enum Tls {
        /** There is none. */
        OFF,
        /** STARTTLS is offered, mail is taken without it too. */
        OPTIONAL,
        /** STARTTLS is offered, no mail is taken without it. */
        REQUIRED,
        /** TLS from the first octet (RFC 8314; SRV-198). */
        IMPLICIT
    }

    /**
     * Sizes and numbers.
     *
     * @param maxSize octets of a mail; 0: no limit
     * @param maxRecipients recipients of a mail
     * @param maxMails mails of a session; 0: no limit
     * @param maxErrors refused commands before a session is ended
     * @param maxConnections connections in all
     * @param maxConnectionsPerClient connections from one address
     * @param maxConnectionsPerMinute connections that one address may open in a minute; 0: no limit
     */
    public record Limits(
            long maxSize,
            int maxRecipients,
            int maxMails,
            int maxErrors,
            int maxConnections,
            int maxConnectionsPerClient,
            int maxConnectionsPerMinute) {}

    /**
     * Which peers may speak for others.
     *
     * @param proxies those that begin with a header of the PROXY protocol, and must
     * @param xclient those that may say XCLIENT
     */
    public record Trust(Networks proxies, Networks xclient) {}

    /**
     * Times. All but {@code block} are absolute: no trickle of octets makes them longer.
     *
     * @param command from a reply to the end of the next command (RFC 5321 §4.5.3.2.7; SRV-007)
     * @param block between two pieces of content (RFC 5321 §4.5.3.2.5)
     * @param content from 354 to the end of the content
     * @param drain what a client that is in the middle of a mail gets when the listener closes
     * @param greet how long a client is watched before it is greeted: who speaks first then is refused (RFC 5321 §4.3.1)
     * @param settle how long, from the opening of the listener, the refusal of an unknown recipient waits for a further
     *     bean that may want it: beans are activated one after the other
     */
    public record Timeouts(
            Duration command, Duration block, Duration content, Duration drain, Duration greet, Duration settle) {}

    /**
     * What is kept of mails whose connection was lost in their content (RFC 1845).
     *
     * @param octets of content in all; 0: nothing is kept, and CHECKPOINT not served
     * @param age how long
     */
    public record Interrupted(long octets, Duration age) {}

    /** RFC 5321 §4.5.3.1.7 (SRV-094). */
    private static final long LEAST_MAX_SIZE = 64 * 1024;

    private static final long MIB = 1 << 20;
    private static final Duration MONTH = Duration.ofDays(30);
    private static final int SMTP_PORT = 25;

    /**
     * Reads the settings.
     *
     * @throws InvalidSettingException if one of them can not be used
     */
    public static ListenerSettings from(Settings settings) {
        Protocol protocol = settings.choice("protocol", Protocol.class, Protocol.SMTP);
        int port = settings.integer("port", 2525, 0, 65535);
        // RFC 2033 §4.1 (SRV-310)
        if (protocol == Protocol.LMTP && port == SMTP_PORT) {
            throw new InvalidSettingException("port", port + "", "any but 25 with protocol=lmtp (RFC 2033 §5)");
        }
        String hostName = HostName.of(settings);
        AuthenticationSettings authentication = AuthenticationSettings.from(settings);
        // RFC 6409 §4.3 (SRV-240): without users, nobody could ever send.
        if (protocol == Protocol.SUBMISSION && !authentication.sources().isAnybodyKnown()) {
            throw new InvalidSettingException(
                    "authentication", "none", "file or container, or tokenKeys, with protocol=submission");
        }
        return new ListenerSettings(
                settings.text("address", "127.0.0.1"),
                port,
                protocol,
                hostName,
                // RFC 8314 §3.3 (SRV-198): what users send is not for others to read.
                settings.choice("tls", Tls.class, protocol == Protocol.SUBMISSION ? Tls.REQUIRED : Tls.OPTIONAL),
                ServerKeys.from(settings),
                limits(settings),
                timeouts(settings),
                new Trust(
                        Networks.parse("proxyNetworks", settings.list("proxyNetworks")),
                        Networks.parse("xclientNetworks", settings.list("xclientNetworks"))),
                new Interrupted(
                        settings.size("checkpointSpace", 256 * MIB, 0, Long.MAX_VALUE / 2),
                        settings.duration("checkpointAge", Duration.ofDays(2), Duration.ofSeconds(1), MONTH)),
                settings.choice("refusals", Refusals.class, Refusals.PERMANENT),
                EnvelopeSettings.from(settings, protocol, hostName),
                authentication);
    }

    private static Limits limits(Settings settings) {
        long maxSize = settings.size("maxSize", 50 * MIB, 0, Long.MAX_VALUE / 2);
        if (maxSize != 0 && maxSize < LEAST_MAX_SIZE) {
            throw new InvalidSettingException("maxSize", maxSize + "", "0 (no limit), or 64k and more");
        }
        int connections = ConnectionThreads.areVirtual() ? 10_000 : 1_000;
        return new Limits(
                maxSize,
                settings.integer("maxRecipients", 1000, 100, 100_000),
                settings.integer("maxMails", 0, 0, 999_999), // RFC 9422 §4.1 (SRV-294): six digits
                settings.integer("maxErrors", 20, 1, 10_000),
                settings.integer("maxConnections", connections, 1, 1_000_000),
                settings.integer("maxConnectionsPerClient", 100, 1, 1_000_000),
                settings.integer("maxConnectionsPerMinute", 0, 0, 1_000_000));
    }

    private static Timeouts timeouts(Settings settings) {
        Duration second = Duration.ofSeconds(1);
        Duration day = Duration.ofDays(1);
        return new Timeouts(
                settings.duration("commandTimeout", Duration.ofMinutes(5), second, day),
                settings.duration("blockTimeout", Duration.ofMinutes(3), second, day),
                settings.duration("contentTimeout", Duration.ofHours(1), second, day),
                settings.duration("drainTimeout", Duration.ofSeconds(10), Duration.ZERO, Duration.ofMinutes(5)),
                settings.duration("greetingDelay", Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1)),
                settings.duration("settleTime", Duration.ofSeconds(2), Duration.ZERO, Duration.ofMinutes(1)));
    }

    /** The names of those properties in which {@code other} differs. */
    List<String> differences(ListenerSettings other) {
        Map<String, Object> theirs = other.byProperty();
        return byProperty().entrySet().stream()
                .filter(mine -> !mine.getValue().equals(theirs.get(mine.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The value of {@code property} for the log: no password. */
    String shown(String property) {
        Object value = byProperty().get(property);
        if (property.endsWith("Password")) {
            return "(not shown)";
        }
        return value instanceof Optional<?> optional
                ? optional.map(Object::toString).orElse("")
                : "" + value;
    }

    private Map<String, Object> byProperty() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("address", address);
        values.put("port", port);
        values.put("protocol", protocol);
        values.put("hostName", hostName);
        values.put("tls", tls);
        values.put("keyStore", keys.store());
        values.put("certificateFile", keys.certificate());
        values.put("privateKeyFile", keys.key());
        values.put(keys.store().isPresent() ? "keyStorePassword" : "privateKeyPassword", keys.password());
        values.put("maxSize", limits.maxSize());
        values.put("maxRecipients", limits.maxRecipients());
        values.put("maxMails", limits.maxMails());
        values.put("maxErrors", limits.maxErrors());
        values.put("maxConnections", limits.maxConnections());
        values.put("maxConnectionsPerClient", limits.maxConnectionsPerClient());
        values.put("commandTimeout", timeouts.command());
        values.put("blockTimeout", timeouts.block());
        values.put("contentTimeout", timeouts.content());
        values.put("drainTimeout", timeouts.drain());
        values.put("greetingDelay", timeouts.greet());
        values.put("settleTime", timeouts.settle());
        values.put("maxConnectionsPerMinute", limits.maxConnectionsPerMinute());
        values.put("refusals", refusals);
        values.put("checkpointSpace", interrupted.octets());
        values.put("checkpointAge", interrupted.age());
        values.put("proxyNetworks", trust.proxies());
        values.put("xclientNetworks", trust.xclient());
        values.putAll(envelope.byProperty());
        values.putAll(authentication.byProperty());
        return values;
    }

    /** What is served besides. A submission is changed on its way in, so that no client could go on with it. */
    private EnumSet<Service> services() {
        EnumSet<Service> services = EnumSet.noneOf(Service.class);
        if (!trust.xclient().isEmpty()) {
            services.add(Service.XCLIENT);
        }
        if (interrupted.octets() > 0 && protocol == Protocol.SMTP) {
            services.add(Service.CHECKPOINT);
        }
        return services;
    }

    /**
     * The profile of its sessions.
     *
     * @param rules how clients authenticate
     * @param more what is served besides, since somebody is there for it
     */
    ServerProfile profile(AuthenticationRules rules, Set<Service> more) {
        // RFC 8314 §3 (SRV-251): TLS apart, what is offered is the same however TLS has come.
        TlsOffer offer =
                switch (tls) {
                    case OFF, IMPLICIT -> TlsOffer.NONE;
                    case OPTIONAL -> TlsOffer.OFFERED;
                    case REQUIRED -> TlsOffer.REQUIRED;
                };
        return ServerProfile.builder(protocol.role, hostName)
                .tls(offer)
                .maxSize(limits.maxSize())
                .maxRecipients(limits.maxRecipients())
                .maxMails(limits.maxMails())
                .maxErrors(limits.maxErrors())
                .serving(services())
                .serving(more)
                .transferLimits(envelope.limits())
                .clientInTrace(envelope.clientInTrace())
                .senderRights(envelope.senders())
                .authentication(rules)
                .build();
    }

    /** As it stands in messages: {@code 127.0.0.1:2525}. */
    public String where() {
        return address + ":" + port;
    }
}
