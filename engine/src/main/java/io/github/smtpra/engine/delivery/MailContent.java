package io.github.smtpra.engine.delivery;

import io.github.smtpra.protocol.client.OutgoingMail;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A mail that a connection sends: its envelope, and where its content lies. */
interface MailContent {
    /** The mail in the words of the protocol. */
    OutgoingMail outgoing();

    /** Opens the content; the caller closes it. */
    InputStream open() throws IOException;

    /**
     * Notes durably that the final dot goes out now.
     *
     * @param accepted the places of the recipients in the mail
     * @throws IOException if it could not be noted; the dot must not go out
     */
    void finalDot(List<Integer> accepted) throws IOException;
}
