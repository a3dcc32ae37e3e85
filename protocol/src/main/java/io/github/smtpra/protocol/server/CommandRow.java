package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.grammar.CommandLine;
import java.util.EnumSet;
import java.util.Set;

/**
 * A row of the command table: what is checked before a command runs.
 *
 * @param phases where it may come
 * @param traits what else is checked
 * @param outOfPhase the reply where it may not come
 * @param eightBit the reply to an argument outside US-ASCII, where none is allowed
 * @param command what it does
 */
record CommandRow(Set<Phase> phases, Set<Trait> traits, Reply outOfPhase, Reply eightBit, Command command) {
    /** What is checked besides the phase. */
    enum Trait {
        /** Serves also before TLS where TLS is required (RFC 3207 §4; SRV-195). */
        BEFORE_TLS,
        /** Serves also before AUTH where AUTH is required; as do those that serve before TLS (RFC 4954 §6). */
        BEFORE_AUTHENTICATION,
        /** Takes no argument (RFC 5321 §4.1.1). */
        NO_ARGUMENT,
        /** Takes an argument in UTF-8, and decides itself when (RFC 6531 §3.2). */
        UTF8
    }

    private static final Set<Phase> ANY = Set.copyOf(EnumSet.range(Phase.FRESH, Phase.CHUNKS));

    /** A command that may come at any time. */
    static CommandRow anytime(Command command) {
        return new CommandRow(ANY, Set.of(), Replies.BAD_SEQUENCE, Replies.BAD_LINE, command);
    }

    /** A command that may come in {@code phases} only. */
    static CommandRow in(Command command, Reply outOfPhase, Phase... phases) {
        return new CommandRow(Set.of(phases), Set.of(), outOfPhase, Replies.BAD_LINE, command);
    }

    CommandRow with(Trait... more) {
        return new CommandRow(phases, Set.of(more), outOfPhase, eightBit, command);
    }

    CommandRow eightBitIs(Reply reply) {
        return new CommandRow(phases, traits, outOfPhase, reply, command);
    }

    /** Runs the command if the row lets it through. */
    Action run(Session session, CommandLine line) throws Refusal {
        if (session.mustSecureFirst() && !traits.contains(Trait.BEFORE_TLS)) {
            throw new Refusal(Replies.TLS_FIRST);
        }
        // RFC 4954 §6 (SRV-227)
        if (session.mustAuthenticateFirst()
                && !traits.contains(Trait.BEFORE_TLS)
                && !traits.contains(Trait.BEFORE_AUTHENTICATION)) {
            throw new Refusal(Replies.AUTHENTICATE_FIRST);
        }
        if (line.hasNonAsciiArgument() && !traits.contains(Trait.UTF8)) {
            throw new Refusal(eightBit);
        }
        if (traits.contains(Trait.NO_ARGUMENT) && !line.argument().isEmpty()) {
            throw new Refusal(Replies.NO_ARGUMENT_ALLOWED);
        }
        // RFC 5321 §4.1.4 (SRV-028, SRV-172)
        if (!phases.contains(session.phase())) {
            throw new Refusal(
                    switch (session.phase()) {
                        case FRESH -> Replies.GREET_FIRST;
                        case CHUNKS -> Replies.CHUNKS_BEGUN;
                        default -> outOfPhase;
                    });
        }
        return command.run(session, line.argument());
    }
}
