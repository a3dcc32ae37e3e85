package io.github.smtpra.protocol.server;

import java.time.InstantSource;

/** What all sessions of a server share: its profile and its tables. Immutable; safe for use by many threads. */
public final class ServerRules {
    private final ServerProfile profile;
    private final InstantSource clock;
    private final CommandTable commands;

    /**
     * The rules of a server with {@code profile}.
     *
     * @param clock the time of day, by which mail is to be delivered or released
     */
    public ServerRules(ServerProfile profile, InstantSource clock) {
        this.profile = profile;
        this.clock = clock;
        this.commands = new CommandTable(profile, clock);
    }

    /** What the server is and allows. */
    public ServerProfile profile() {
        return profile;
    }

    InstantSource clock() {
        return clock;
    }

    CommandTable commands() {
        return commands;
    }

    /** The engine of a new session. */
    public ServerEngine newSession() {
        return new ServerEngine(this);
    }
}
