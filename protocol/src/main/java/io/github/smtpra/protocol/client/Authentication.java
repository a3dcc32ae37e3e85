package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.client.ClientSettings.PasswordPolicy;
import io.github.smtpra.protocol.client.RecipientResult.NotAttempted;
import io.github.smtpra.protocol.sasl.PlainCredentials;
import java.util.Optional;

/** The rules of AUTH for a client (RFC 4954). */
final class Authentication {
    /** The command without initial response. */
    static final String COMMAND = "AUTH " + PlainCredentials.MECHANISM;

    private static final int MAX_COMMAND_LINE = 512;

    private Authentication() {}

    /** Why AUTH is not to be tried; empty if it is. */
    static Optional<NotAttempted> obstacle(ClientSettings settings, Extensions extensions, boolean underTls) {
        if (!underTls && settings.passwords() == PasswordPolicy.UNDER_TLS) {
            // RFC 4954 §4 (CLI-068): no PLAIN without TLS.
            return Optional.of(new NotAttempted(new EnhancedStatusCode(4, 7, 11), "no password is sent without TLS"));
        }
        if (!extensions.auth(PlainCredentials.MECHANISM)) {
            return Optional.of(new NotAttempted(new EnhancedStatusCode(4, 7, 4), "the peer does not offer AUTH PLAIN"));
        }
        return Optional.empty();
    }

    /** RFC 4954 §4 (CLI-068): an initial response that does not fit into a command line waits for the 334. */
    static boolean fitsIntoCommand(PlainCredentials credentials) {
        return COMMAND.length() + 1 + credentials.response().length() + 2 <= MAX_COMMAND_LINE;
    }

    /** RFC 4954 §6 (CLI-070): 535, 454 and the like. The mail is not at fault, so that even 5yz is temporary for it. */
    static NotAttempted refused(Reply reply) {
        return new NotAttempted(
                new EnhancedStatusCode(4, 7, 8), "the peer refuses our credentials", Optional.of(reply));
    }
}
