package io.github.smtpra.engine.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The content of the mail that a connection sends. */
interface MailContent {
    /** Opens it; the caller closes it. */
    InputStream open() throws IOException;

    /**
     * Notes durably that the final dot goes out now.
     *
     * @param accepted the places of the recipients in the mail
     * @throws IOException if it could not be noted; the dot must not go out
     */
    void finalDot(List<Integer> accepted) throws IOException;
}
