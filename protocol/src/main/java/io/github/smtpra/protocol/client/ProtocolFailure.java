package io.github.smtpra.protocol.client;

/** What the peer sent is not SMTP. Only ever temporary for the mail; the connection is of no more use. */
final class ProtocolFailure extends Exception {
    private static final long serialVersionUID = 1L;

    ProtocolFailure(String message) {
        super(message);
    }
}
