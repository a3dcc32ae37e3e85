package io.github.smtpra.protocol.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.smtpra.protocol.client.ClientAction.Send;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the parts of a {@link ClientEngine} share: where the session stands, what was learned of the peer, and what the
 * shell has still to do. For one thread at a time; lives as long as the engine.
 */
final class Session {
    private final ClientSettings settings;
    private final Deque<ClientAction> actions = new ArrayDeque<>();
    private Extensions extensions = Extensions.NONE;
    private State state = State.GREETING;
    private boolean underTls;

    Session(ClientSettings settings) {
        this.settings = settings;
        underTls = settings.tls() == TlsPolicy.FROM_THE_START;
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
        return underTls;
    }

    /** From here on all is protected. */
    void tlsStarted() {
        underTls = true;
        // RFC 3207 §4.2: what was learned before TLS is forgotten.
        extensions = Extensions.NONE;
    }

    /** Says one line; its reply finds the session in {@code next}. */
    void say(String line, State next) {
        state = next;
        send(line + "\r\n");
    }

    void send(String lines) {
        add(new Send(ByteBuffer.wrap(lines.getBytes(US_ASCII))));
    }

    void add(ClientAction action) {
        actions.add(action);
    }

    Deque<ClientAction> actions() {
        return actions;
    }
}
