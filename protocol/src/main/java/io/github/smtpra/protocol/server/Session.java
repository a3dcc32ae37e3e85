package io.github.smtpra.protocol.server;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a session remembers. Commands read and change it; {@link ServerEngine} owns it.
 *
 * <p>Invariant: there is a mail transaction in the phases SENDER, RECIPIENTS and CONTENT, and in no other.
 */
final class Session {
    private final ServerProfile profile;
    private Phase phase = Phase.FRESH;
    private String clientName = "";
    private boolean extended;
    private Optional<String> tls = Optional.empty();
    private @Nullable MailTransaction transaction;

    Session(ServerProfile profile) {
        this.profile = profile;
    }

    ServerProfile profile() {
        return profile;
    }

    Phase phase() {
        return phase;
    }

    boolean isSecured() {
        return tls.isPresent();
    }

    /** EHLO or HELO: as RSET, and the client has a name (RFC 5321 §4.1.4). */
    void greeted(String name, Greeting greeting) {
        clientName = name;
        extended = greeting == Greeting.EHLO;
        reset();
    }

    enum Greeting {
        EHLO,
        HELO
    }

    /** RSET, and the end of each mail transaction: what it held is forgotten, who the client is stays. */
    void reset() {
        transaction = null;
        phase = clientName.isEmpty() ? Phase.FRESH : Phase.READY;
    }

    void begin(MailTransaction begun) {
        transaction = begun;
        phase = Phase.SENDER;
    }

    void recipientAdded() {
        phase = Phase.RECIPIENTS;
    }

    void contentBegins() {
        phase = Phase.CONTENT;
    }

    void ended() {
        transaction = null;
        phase = Phase.ENDED;
    }

    /** RFC 3207 §4.2: after the handshake nothing of what was said before counts. */
    void secured(String description) {
        tls = Optional.of(description);
        clientName = "";
        reset();
    }

    MailTransaction transaction() {
        return Objects.requireNonNull(transaction, "no mail transaction");
    }

    SessionFacts facts() {
        // RFC 3848: the registered words.
        String protocol = !extended ? "SMTP" : isSecured() ? "ESMTPS" : "ESMTP";
        return new SessionFacts(clientName, protocol, tls);
    }
}
