package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.engine.tlsreport.Flaw;
import io.github.smtpra.engine.tlsreport.HandshakeFlaw;
import io.github.smtpra.engine.tlsreport.Observation;
import io.github.smtpra.engine.tlsreport.ResultType;
import io.github.smtpra.engine.tlsreport.Scene;
import io.github.smtpra.engine.tlsreport.SessionTerms;
import io.github.smtpra.engine.tlsreport.TlsTally;
import io.github.smtpra.protocol.client.ClientEngine;
import io.github.smtpra.protocol.client.WithoutTls;
import java.util.Optional;

/**
 * Sees how TLS has gone on one connection, and has it counted, once: a session counts, however many mails it takes (RFC 8460
 * §4.2; CLI-067). For the thread of the connection.
 */
final class TlsWitness {
    private final Relay relay;
    private final Wire wire;
    private final ClientEngine engine;
    private boolean heard;

    /** A witness of a connection to {@code relay}. */
    TlsWitness(Relay relay, Wire wire, ClientEngine engine) {
        this.relay = relay;
        this.wire = wire;
        this.engine = engine;
    }

    /** Tells {@code tally} of the session, if it has come so far that its TLS is known, and nobody has heard of it. */
    void tell(TlsTally tally, ReversePath sender) {
        if (!heard) {
            heard = true;
            relay.terms().flatMap(this::observation).ifPresent(seen -> tally.count(sender, seen));
        }
    }

    private Optional<Observation> observation(SessionTerms terms) {
        if (wire.session().isPresent()) {
            return Optional.of(secured(terms));
        }
        return wire.handshakeTrouble()
                .flatMap(HandshakeFlaw::of)
                .or(() -> engine.withoutTls().map(TlsWitness::flaw))
                .map(flaw -> failure(terms, flaw));
    }

    private Observation secured(SessionTerms terms) {
        return terms.flaw()
                .or(() -> wire.session().flatMap(terms.rehearsal()::flaw))
                .map(flaw -> failure(terms, flaw))
                .orElseGet(terms::success);
    }

    private static Flaw flaw(WithoutTls why) {
        return new Flaw(
                ResultType.STARTTLS_NOT_SUPPORTED,
                why.refusal().map(Reply::toString).orElse(""));
    }

    private Observation failure(SessionTerms terms, Flaw flaw) {
        Scene scene = new Scene(
                Scene.text(wire.ownAddress()), relay.host(), engine.peerName(), Scene.text(wire.peerAddress()));
        return terms.failure(flaw, scene);
    }
}
