package io.github.smtpra.engine.tlsreport;

import java.io.IOException;
import java.net.URI;

/** Takes reports to web servers. Waits. */
@FunctionalInterface
interface ReportUploader {
    /**
     * Hands over a report that is compressed.
     *
     * @throws IOException if the server has not taken it, saying why
     */
    void upload(URI uri, byte[] report) throws IOException;
}
