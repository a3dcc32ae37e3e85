package io.github.smtpra.protocol.server;

import io.github.smtpra.protocol.sasl.Channel;
import io.github.smtpra.protocol.sasl.ChannelBindings;
import io.github.smtpra.protocol.sasl.Mechanism;
import io.github.smtpra.protocol.sasl.Mechanism.ClearText;
import io.github.smtpra.protocol.sasl.ServerMechanisms;
import io.github.smtpra.protocol.server.ServerProfile.Role;
import io.github.smtpra.protocol.server.ServerProfile.Service;
import io.github.smtpra.protocol.server.ServerProfile.TlsOffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A session as text:
 *
 * <pre>
 * P: role=LMTP tls=REQUIRED size=1000 mails=9 errors=5   the profile, if not the default; tls=IMPLICIT: TLS from the start
 * P: serving=ETRN,XCLIENT peer=trusted   what is served besides, and whether the peer is listed
 * P: auth=PLAIN,LOGIN need=REQUIRED cleartext=ALLOWED failures=3   and what it says of AUTH; auth=ALL for all mechanisms
 * P: deliverby=60 priority=2 hold=3600   the limits of what senders ask for
 * W: 60                                seconds pass; what comes behind is said later, so octets are not coalesced
 * C: NOOP                              the client says this line, with CRLF
 * c: a\nb\x00                          the client says these octets, escaped, without CRLF
 * S: 250 2.0.0 Ok                      the server says this line
 * D: sender|recipient,recipient|text   in the end, these mails have been delivered, escaped; behind a sender RET and
 *                                      ENVID, AUTH=, what else is asked for, and the authenticated user with the
 *                                      protocol, behind a recipient NOTIFY and ORCPT, decoded
 * </pre>
 */
record Transcript(ServerProfile profile, boolean trusted, Channel channel, List<Turn> turns, List<String> delivered) {
    /** TLS as it is behind STARTTLS, or from the start. */
    static final Channel SECURE = Channel.ENCRYPTED
            .with(ChannelBindings.NONE.with(ChannelBindings.TLS_SERVER_END_POINT, new byte[] {1, 2, 3}))
            .withClientCertificate();

    /** Octets of the client and the replies to them. */
    @SuppressWarnings("ArrayRecordComponent") // Nothing compares turns.
    record Turn(byte[] said, List<String> expected, Duration passed) {
        @Override
        public String toString() {
            return escape(said);
        }
    }

    static Transcript read(Path file) throws IOException {
        ServerProfile profile = profile("");
        boolean trusted = false;
        Channel channel = Channel.CLEAR;
        List<Turn> turns = new ArrayList<>();
        List<String> delivered = new ArrayList<>();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        List<String> expected = new ArrayList<>();
        Duration passed = Duration.ZERO;
        for (String line : Files.readAllLines(file)) {
            String text = line.length() > 3 ? line.substring(3) : "";
            char kind = line.isEmpty() ? '#' : line.charAt(0);
            if ((kind == 'C' || kind == 'c' || kind == 'W') && !expected.isEmpty()) {
                turns.add(new Turn(said.toByteArray(), List.copyOf(expected), passed));
                said.reset();
                expected.clear();
                passed = Duration.ZERO;
            }
            switch (kind) {
                case 'P' -> {
                    profile = profile(text);
                    trusted = text.contains("peer=trusted");
                    channel = text.contains("tls=IMPLICIT") ? SECURE : Channel.CLEAR;
                }
                case 'C' -> said.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
                case 'c' -> said.writeBytes(unescape(text));
                case 'S' -> expected.add(text);
                case 'W' -> passed = Duration.ofSeconds(Long.parseLong(text));
                case 'D' -> delivered.add(text);
                default -> {}
            }
        }
        turns.add(new Turn(said.toByteArray(), List.copyOf(expected), passed));
        return new Transcript(profile, trusted, channel, turns, delivered);
    }

    private static ServerProfile profile(String text) {
        Map<String, String> settings = new HashMap<>();
        for (String setting : text.split(" ", -1)) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, Math.max(equals, 0)), setting.substring(equals + 1));
        }
        return ServerProfile.builder(Role.valueOf(settings.getOrDefault("role", "SMTP")), "mx.example.com")
                .tls(TlsOffer.valueOf(settings.getOrDefault("tls", "OFFERED").replace("IMPLICIT", "NONE")))
                .maxSize(Long.parseLong(settings.getOrDefault("size", "100000")))
                .serving(services(settings.getOrDefault("serving", "")))
                .maxMails(Integer.parseInt(settings.getOrDefault("mails", "0")))
                .maxErrors(Integer.parseInt(settings.getOrDefault("errors", "20")))
                .authentication(authentication(settings))
                .senderRights((user, sender) -> user.equals(sender.localPart()))
                .transferLimits(new TransferLimits(
                        Duration.ofSeconds(Long.parseLong(settings.getOrDefault("deliverby", "0"))),
                        Integer.parseInt(settings.getOrDefault("priority", "0")),
                        Duration.ofSeconds(Long.parseLong(settings.getOrDefault("hold", "0")))))
                .build();
    }

    private static List<Service> services(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(Service::valueOf).toList();
    }

    private static AuthenticationRules authentication(Map<String, String> settings) {
        String names = settings.getOrDefault("auth", "");
        Set<Mechanism> mechanisms = names.equals("ALL")
                ? EnumSet.allOf(Mechanism.class)
                : Arrays.stream(names.split(",", -1))
                        .flatMap(name -> Mechanism.named(name).stream())
                        .collect(Collectors.toSet());
        ClearText clearText = ClearText.valueOf(settings.getOrDefault("cleartext", "FORBIDDEN"));
        return new AuthenticationRules(
                new ServerMechanisms(mechanisms, clearText, "mx.example.com", () -> "ServerNonce"),
                AuthenticationRules.Need.valueOf(settings.getOrDefault("need", "OPTIONAL")),
                Integer.parseInt(settings.getOrDefault("failures", "99")));
    }

    ScriptedShell shell() {
        return new ScriptedShell(this);
    }

    boolean takesTime() {
        return turns.stream().anyMatch(turn -> !turn.passed().isZero());
    }

    boolean hasStartTls() {
        return turns.stream()
                .anyMatch(turn -> turn.expected().stream().anyMatch(line -> line.endsWith("Ready to start TLS")));
    }

    byte[] everythingSaid() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        turns.forEach(turn -> all.writeBytes(turn.said()));
        return all.toByteArray();
    }

    List<String> everythingExpected() {
        return turns.stream().flatMap(turn -> turn.expected().stream()).toList();
    }

    private static byte[] unescape(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                octets.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            char code = text.charAt(++i);
            switch (code) {
                case 'r' -> octets.write('\r');
                case 'n' -> octets.write('\n');
                case 'x' -> {
                    octets.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                case '*' -> { // \*N;X repeats the character X N times
                    int end = text.indexOf(';', i);
                    int times = Integer.parseInt(text.substring(i + 1, end));
                    octets.writeBytes(
                            text.substring(end + 1, end + 2).repeat(times).getBytes(StandardCharsets.ISO_8859_1));
                    i = end + 1;
                }
                default -> octets.write(code);
            }
        }
        return octets.toByteArray();
    }

    static String escape(byte[] octets) {
        StringBuilder text = new StringBuilder();
        for (byte octet : octets) {
            switch (octet) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                default -> {
                    if (octet >= 32 && octet < 127) {
                        text.append((char) octet);
                    } else {
                        text.append(String.format("\\x%02x", octet & 0xff));
                    }
                }
            }
        }
        return text.toString();
    }
}
