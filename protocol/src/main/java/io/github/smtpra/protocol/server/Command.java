package io.github.smtpra.protocol.server;

/** What a command does, once its row in the {@link CommandTable} has let it through. */
@FunctionalInterface
interface Command {
    /**
     * Runs the command.
     *
     * @param session what to read and change
     * @param argument what followed the verb, US-ASCII unless its row says UTF8, without blanks at its ends
     * @return what the shell shall do
     * @throws Refusal to refuse; the session must be unchanged then (SRV-027, SRV-033)
     */
    Action run(Session session, String argument) throws Refusal;
}
