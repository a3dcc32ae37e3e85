package io.github.smtpra.protocol.server;

/** What all sessions of a server share: its profile and its tables. Immutable; safe for use by many threads. */
public final class ServerRules {
    private final ServerProfile profile;
    private final CommandTable commands;

    /** The rules of a server with {@code profile}. */
    public ServerRules(ServerProfile profile) {
        this.profile = profile;
        this.commands = new CommandTable(profile);
    }

    /** What the server is and allows. */
    public ServerProfile profile() {
        return profile;
    }

    CommandTable commands() {
        return commands;
    }

    /** The engine of a new session. */
    public ServerEngine newSession() {
        return new ServerEngine(this);
    }
}
