package io.github.smtpra.protocol.grammar;

/** Text that the grammar does not make. Carries no stack trace: a peer can cause as many as it likes. */
public final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, fit to be shown to the peer: it quotes nothing of what the peer sent. */
    public SyntaxException(String message) {
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
