package io.github.smtpra.protocol.server;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a session remembers. Commands read and change it; {@link ServerEngine} owns it.
 *
 * <p>Invariant: there is a mail transaction in the phases SENDER, RECIPIENTS and CHUNKS, and in CONTENT
 * unless that is a refused chunk.
 */
final class Session {
    private final ServerProfile profile;
    private Phase phase = Phase.FRESH;
    private String clientName = "";
    private boolean extended;
    private Optional<String> tls = Optional.empty();
    private @Nullable MailTransaction transaction;
    private @Nullable Chunk announced;

    Session(ServerProfile profile) {
        this.profile = profile;
    }

    ServerProfile profile() {
        return profile;
    }

    Phase phase() {
        return phase;
    }

    /** Whether TLS is needed and not there (RFC 3207 §4). */
    boolean mustSecureFirst() {
        return profile.tls() == ServerProfile.TlsOffer.REQUIRED && !isSecured();
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

    /** The octets that come next are a chunk, even if it is refused. */
    void announce(Chunk chunk) {
        announced = chunk;
    }

    /** The chunk that the last command has announced, if it did. */
    @Nullable
    Chunk takeAnnounced() {
        Chunk chunk = announced;
        announced = null;
        return chunk;
    }

    void chunkEnded() {
        phase = Phase.CHUNKS;
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
        String word = isUtf8() ? utf8Word() : word();
        return new SessionFacts(clientName, extended && isSecured() ? word + "S" : word, tls);
    }

    private boolean isUtf8() {
        return transaction != null && transaction.options().isSmtpUtf8();
    }

    /** RFC 3848 (SRV-132): the registered words. */
    private String word() {
        return profile.role() == ServerProfile.Role.LMTP ? "LMTP" : extended ? "ESMTP" : "SMTP";
    }

    /** RFC 6531 §4.3 (SRV-133). */
    private String utf8Word() {
        return profile.role() == ServerProfile.Role.LMTP ? "UTF8LMTP" : "UTF8SMTP";
    }
}
