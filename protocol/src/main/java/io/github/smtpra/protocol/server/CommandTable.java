package io.github.smtpra.protocol.server;

import static io.github.smtpra.protocol.server.CommandRow.Trait.BEFORE_AUTHENTICATION;
import static io.github.smtpra.protocol.server.CommandRow.Trait.BEFORE_TLS;
import static io.github.smtpra.protocol.server.CommandRow.Trait.IN_GROUP;
import static io.github.smtpra.protocol.server.CommandRow.Trait.NO_ARGUMENT;
import static io.github.smtpra.protocol.server.CommandRow.Trait.UTF8;
import static io.github.smtpra.protocol.server.CommandRow.anytime;
import static io.github.smtpra.protocol.server.CommandRow.in;

import io.github.smtpra.protocol.server.ServerProfile.Service;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The commands of a server, a row each. A further command is a further row and a class.
 *
 * <p>RFC 5321 §4.1.4 on order: NOOP, RSET, HELP, VRFY and QUIT may come at any time and leave a mail transaction alone,
 * RSET excepted (SRV-029, SRV-040, SRV-042, SRV-046). MAIL, RCPT and DATA have their order (SRV-028, SRV-030, SRV-031).
 */
final class CommandTable {
    /**
     * Known to RFC 5321 and its extensions, not served here: 502 where a word that nobody knows is 500 (SRV-045,
     * SRV-048). The draft of its successor does not bring SEND and TURN back (OPS-007).
     */
    private static final Set<String> NOT_SERVED =
            Set.of("EXPN", "SEND", "SOML", "SAML", "TURN", "ETRN", "ATRN", "AUTH", "BURL");

    /** The methods of HTTP: their request lines come from browsers that attack (RFC 9110 §9.3; SRV-012). */
    private static final Set<String> HTTP =
            Set.of("GET", "POST", "PUT", "HEAD", "OPTIONS", "CONNECT", "DELETE", "TRACE", "PATCH");

    private final Map<String, CommandRow> rows = new LinkedHashMap<>();

    CommandTable(ServerProfile profile, InstantSource clock) {
        ExtensionTable extensions = new ExtensionTable(profile, clock);
        // RFC 5321 §4.1.2 (SRV-025)
        // RFC 6531 §3.7.1 (SRV-277): names of hosts are ASCII here.
        CommandRow ehlo = anytime(new EhloCommand(extensions)).with(BEFORE_TLS).eightBitIs(Replies.BAD_CLIENT_NAME);
        if (profile.role() == ServerProfile.Role.LMTP) {
            rows.put("LHLO", ehlo); // RFC 2033 §4.1 (SRV-310): as EHLO, and neither EHLO nor HELO is there.
        } else {
            rows.put("EHLO", ehlo);
            rows.put("HELO", anytime(new HeloCommand()).with(BEFORE_TLS).eightBitIs(Replies.BAD_CLIENT_NAME));
        }
        rows.put(
                "MAIL",
                // RFC 5321 §4.1.4 (SRV-030, SRV-070)
                in(new MailCommand(extensions), Replies.NESTED_MAIL, Phase.READY)
                        .with(UTF8, IN_GROUP));
        rows.put(
                "RCPT",
                // RFC 5321 §4.1.4 (SRV-028, SRV-070)
                in(new RcptCommand(extensions), Replies.MAIL_FIRST, Phase.SENDER, Phase.RECIPIENTS)
                        .with(UTF8, IN_GROUP));
        rows.put(
                "DATA",
                // RFC 5321 §3.3 (SRV-031, SRV-159, SRV-312)
                in(new DataCommand(), Replies.RECIPIENT_FIRST, Phase.RECIPIENTS).with(NO_ARGUMENT));
        // The octets of a chunk are no commands even where BDAT is refused (SRV-171): it looks at phase and TLS itself.
        rows.put("BDAT", anytime(new BdatCommand()).with(BEFORE_TLS, IN_GROUP));
        rows.put("RSET", anytime(new RsetCommand()).with(NO_ARGUMENT, BEFORE_TLS, IN_GROUP));
        rows.put(
                // RFC 5321 §4.1.1.9 (SRV-042)
                "NOOP",
                anytime((session, argument) -> new Action.Send(Replies.OK)).with(BEFORE_TLS));
        rows.put("VRFY", anytime(new VrfyCommand()).with(UTF8));
        rows.put("HELP", anytime((session, argument) -> new Action.Send(Replies.help(rows.keySet()))));
        rows.put("QUIT", anytime(new QuitCommand()).with(NO_ARGUMENT, BEFORE_TLS));
        // RFC 3207 §4 (SRV-190)
        if (profile.tls() != ServerProfile.TlsOffer.NONE) {
            rows.put(
                    "STARTTLS",
                    in(new StartTlsCommand(), Replies.BAD_SEQUENCE, Phase.FRESH, Phase.READY)
                            .with(NO_ARGUMENT, BEFORE_TLS));
        }
        if (profile.serves(Service.ETRN)) {
            rows.put("ETRN", in(new EtrnCommand(), Replies.BAD_SEQUENCE, Phase.READY)); // RFC 1985 §5.3 (SRV-292)
        }
        if (profile.serves(Service.XCLIENT)) {
            rows.put(
                    "XCLIENT",
                    in(new XclientCommand(), Replies.BAD_SEQUENCE, Phase.FRESH, Phase.READY)
                            .with(BEFORE_TLS));
        }
        if (profile.authentication().isServed()) {
            rows.put(
                    "AUTH",
                    in(new AuthCommand(), Replies.BAD_SEQUENCE, Phase.READY)
                            .with(BEFORE_AUTHENTICATION)
                            .eightBitIs(Replies.NOT_BASE64));
        }
    }

    /** The row of {@code verb}; for a word that is none, a row that says so. */
    CommandRow row(String verb) {
        // RFC 5321 §4.2 (SRV-049)
        CommandRow row = rows.get(verb);
        return row != null ? row : unknown(verb);
    }

    private static CommandRow unknown(String verb) {
        if (HTTP.contains(verb)) {
            return anytime((session, argument) -> {
                        session.ended();
                        return new Action.Send(Replies.NOT_SMTP);
                    })
                    .with(BEFORE_TLS);
        }
        if (verb.equals("STARTTLS")) {
            // RFC 3207 §4.2 (SRV-191): also where TLS was there from the first octet.
            return anytime((session, argument) -> {
                        throw new Refusal(session.isSecured() ? Replies.TLS_ALREADY : Replies.NOT_IMPLEMENTED);
                    })
                    .with(BEFORE_TLS);
        }
        boolean known = NOT_SERVED.contains(verb);
        return anytime((session, argument) -> {
                    throw new Refusal(known ? Replies.NOT_IMPLEMENTED : Replies.UNKNOWN_COMMAND);
                })
                .with(BEFORE_TLS, UTF8);
    }
}
