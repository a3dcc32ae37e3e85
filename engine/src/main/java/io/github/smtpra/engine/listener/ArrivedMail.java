package io.github.smtpra.engine.listener;

import io.github.smtpra.api.SmtpSession;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.protocol.sasl.Identity;
import io.github.smtpra.protocol.server.MailFacts;
import io.github.smtpra.protocol.server.SessionFacts;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A mail whose content is complete.
 *
 * @param id its id
 * @param facts envelope and session
 * @param client where it came from
 * @param trace the fields that stand before the content
 * @param content the content as received
 * @param digest of the content as received
 */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares mails.
record ArrivedMail(
        MailId id, MailFacts facts, InetSocketAddress client, String trace, ArrivingContent content, byte[] digest) {
    Envelope envelope() {
        return facts.envelope();
    }

    /** RFC 6531 §3.7.3: addresses in trace fields are in UTF-8. */
    byte[] traceOctets() {
        return trace.getBytes(StandardCharsets.UTF_8);
    }

    SmtpSession session() {
        return session(client, facts.session());
    }

    /** Who has brought it, as far as AUTH tells. */
    Optional<Identity> identity() {
        return facts.session().identity();
    }

    /** The session as applications see it. */
    static SmtpSession session(InetSocketAddress client, SessionFacts facts) {
        return new SmtpSession(
                client,
                facts.clientName(),
                facts.protocol(),
                facts.tls(),
                facts.identity().map(Identity::user),
                facts.reached().map(reached -> ProxiedClient.socketAddress(reached.address(), reached.port())));
    }
}
