package io.github.smtpra.protocol.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpra.protocol.client.ClientAction.Send;
import io.github.smtpra.protocol.sasl.Channel;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What the parts of a {@link ClientEngine} share: where the session stands, what was learned of the peer, and what the
 * shell has still to do. For one thread at a time; lives as long as the engine.
 */
final class Session {
    private final ClientSettings settings;
    private final Deque<ClientAction> actions = new ArrayDeque<>();
    private Extensions extensions = Extensions.NONE;
    private State state = State.GREETING;
    private Security security;
    private boolean authenticated;
    private String peerName = "";
    private Optional<WithoutTls> withoutTls = Optional.empty();

    Session(ClientSettings settings) {
        this.settings = settings;
        security = settings.tls() == TlsPolicy.FROM_THE_START ? Security.UNVERIFIED : Security.NONE;
    }

    ClientSettings settings() {
        return settings;
    }

    State state() {
        return state;
    }

    void enter(State next) {
        state = next;
    }

    /** What the peer offers, as far as that is known and may be trusted. */
    Extensions extensions() {
        return extensions;
    }

    void learn(Extensions offered) {
        extensions = offered;
    }

    boolean isUnderTls() {
        return security.channel().isEncrypted();
    }

    /** Whether the peer is who we think, and nobody else hears. */
    boolean isVerified() {
        return security.peer() == Security.Peer.VERIFIED;
    }

    Channel channel() {
        return security.channel();
    }

    /** From here on all is protected. */
    void secured(Security other) {
        security = other;
        // RFC 3207 §4.2: what was learned before TLS is forgotten.
        extensions = Extensions.NONE;
    }

    boolean isAuthenticated() {
        return authenticated;
    }

    void authenticated() {
        authenticated = true;
    }

    /** What the peer calls itself in its reply to EHLO or HELO; empty before. */
    String peerName() {
        return peerName;
    }

    void peerCallsItself(String name) {
        peerName = name;
    }

    /** Why the session goes on, or has ended, without the TLS that was wanted; empty if that did not happen. */
    Optional<WithoutTls> withoutTls() {
        return withoutTls;
    }

    void goesOnWithoutTls(WithoutTls why) {
        withoutTls = Optional.of(why);
    }

    /** Says one line; its reply finds the session in {@code next}. */
    void say(String line, State next) {
        state = next;
        send(line + "\r\n");
    }

    void send(String lines) {
        add(new Send(ByteBuffer.wrap(lines.getBytes(UTF_8))));
    }

    void add(ClientAction action) {
        actions.add(action);
    }

    Deque<ClientAction> actions() {
        return actions;
    }

    /** Forgets what the shell has not done yet, but for mails that are over. */
    void dropUnsent() {
        actions.removeIf(action -> !(action instanceof ClientAction.Finished));
    }
}
