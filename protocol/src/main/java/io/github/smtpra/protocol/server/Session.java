package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.protocol.grammar.ServerAddress;
import io.github.smtpra.protocol.grammar.XclientAttributes;
import io.github.smtpra.protocol.sasl.Channel;
import io.github.smtpra.protocol.sasl.Identity;
import io.github.smtpra.protocol.sasl.Mechanism;
import io.github.smtpra.protocol.sasl.ServerMechanism;
import java.time.InstantSource;
import java.util.List;
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
    private final InstantSource clock;
    private Phase phase = Phase.FRESH;
    private String clientName = "";
    private boolean extended;
    private Optional<String> tls = Optional.empty();
    private boolean peerTrusted;
    private Channel channel = Channel.CLEAR;
    private Optional<Identity> identity = Optional.empty();
    private Optional<ServerAddress> reached = Optional.empty();
    private int failedAuthentications;
    private int mails;
    private @Nullable AuthExchange exchange;
    private @Nullable MailTransaction transaction;
    private @Nullable Chunk announced;

    Session(ServerProfile profile, InstantSource clock) {
        this.profile = profile;
        this.clock = clock;
    }

    ServerProfile profile() {
        return profile;
    }

    Phase phase() {
        return phase;
    }

    /** Whether TLS is needed and not there (RFC 3207 §4; SRV-195). */
    boolean mustSecureFirst() {
        return profile.tls() == ServerProfile.TlsOffer.REQUIRED && !isSecured();
    }

    boolean isSecured() {
        return tls.isPresent();
    }

    /** The name of a mail that a later session may go on with (RFC 1845 §2). */
    Checkpoint.Key checkpointKey(String transactionId) {
        return new Checkpoint.Key(clientName, identity.map(Identity::user), transactionId);
    }

    /** Whether the peer may say for whom it speaks. */
    boolean isPeerTrusted() {
        return peerTrusted;
    }

    void trustPeer() {
        peerTrusted = true;
    }

    /** XCLIENT: the session begins again, for another client. */
    void startedAgain(XclientAttributes attributes, Optional<Identity> client) {
        identity = client;
        reached = attributes.destination();
        clientName = attributes.helo().orElse("");
        extended = attributes.protocol().filter("SMTP"::equals).isEmpty();
        reset();
    }

    /** Whether EHLO was said, and not HELO. */
    boolean isExtended() {
        return extended;
    }

    /** Whether the client has to say who it is before anything else (RFC 4954 §6). */
    boolean mustAuthenticateFirst() {
        return profile.requiresAuthentication() && identity.isEmpty();
    }

    /** Who has authenticated. RSET and EHLO leave it alone (RFC 4954 §4; SRV-219). */
    Optional<Identity> identity() {
        return identity;
    }

    List<Mechanism> usableMechanisms() {
        return profile.authentication().mechanisms().usable(channel);
    }

    ServerMechanism newExchange(Mechanism mechanism) {
        return profile.authentication().mechanisms().begin(mechanism, channel);
    }

    /** The exchange that is going on, if there is one: what comes next is its. */
    @Nullable
    AuthExchange exchange() {
        return exchange;
    }

    void exchange(AuthExchange begun) {
        exchange = begun;
    }

    void exchangeEnded() {
        exchange = null;
    }

    void authenticated(Identity client) {
        identity = Optional.of(client);
    }

    /** How often it has failed so far. */
    int authenticationFailed() {
        return ++failedAuthentications;
    }

    /** EHLO or HELO: as RSET, and the client has a name (RFC 5321 §4.1.4; SRV-026). */
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

    /** Whether no further mail may begin; STARTTLS and XCLIENT begin no new count (RFC 9422 §4.1). */
    boolean hasHadAllMails() {
        return profile.maxMails() > 0 && mails >= profile.maxMails();
    }

    void begin(MailTransaction begun) {
        transaction = begun;
        mails++;
        // RFC 4954 §5 (SRV-218): what a stranger says of the submitter is not believed.
        if (identity.isEmpty() && begun.options().submitter().isPresent()) {
            begun.options(begun.options().withSubmitter(ReversePath.NULL));
        }
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
        exchange = null;
        phase = Phase.ENDED;
    }

    /** RFC 3207 §4.2 (SRV-191, SRV-194): after the handshake nothing of what was said before counts. */
    void secured(String description, Channel secure) {
        tls = Optional.of(description);
        channel = secure;
        identity = Optional.empty(); // RFC 4954 §4 (SRV-219)
        extended = false;
        clientName = "";
        reset();
    }

    MailTransaction transaction() {
        return Objects.requireNonNull(transaction, "no mail transaction");
    }

    /** The mail in hand, as it is now. */
    MailFacts mail() {
        return transaction().facts(facts(), clock.instant());
    }

    /** Why the content of the mail in hand is refused whatever it is, if it is. */
    Optional<Reply> contentRefusal() {
        return transaction().refusal(clock.instant());
    }

    /** How a mail transaction begins that begins now. */
    MailTransaction.Beginning beginning() {
        return new MailTransaction.Beginning(
                clock.instant(),
                facts(),
                identity.isPresent() ? MailTransaction.Trust.KNOWN : MailTransaction.Trust.STRANGER);
    }

    SessionFacts facts() {
        String word = isUtf8() ? utf8Word() : word();
        return new SessionFacts(clientName, word + protections(), tls, identity, reached, profile.clientInTrace());
    }

    /** RFC 3848 (SRV-132): {@code S} for TLS and {@code A} for AUTH, which SMTP without extensions has not. */
    private String protections() {
        if (!extended) {
            return "";
        }
        return (isSecured() ? "S" : "") + (identity.isPresent() ? "A" : "");
    }

    private boolean isUtf8() {
        return transaction != null && transaction.options().isSmtpUtf8();
    }

    /** RFC 3848 §3 (SRV-132): the registered words. */
    private String word() {
        return profile.role() == ServerProfile.Role.LMTP ? "LMTP" : extended ? "ESMTP" : "SMTP";
    }

    /** RFC 6531 §4.3 (SRV-133). */
    private String utf8Word() {
        return profile.role() == ServerProfile.Role.LMTP ? "UTF8LMTP" : "UTF8SMTP";
    }
}
