package io.github.smtpra.it.peers;

import io.github.smtpra.engine.settings.Settings;
import java.io.IOException;
import java.util.List;

/**
 * A mail server of another house, run for a test: it has a mailbox for {@code ann@mailbox.example}, refuses all others
 * there, and passes mail for {@code us.example} on to us.
 */
interface OtherServer extends AutoCloseable {
    /** The settings of a sender that uses it as its relay. */
    Settings relaySettings();

    /** The port that takes anything from this machine. */
    int openPort();

    /** The mails in the mailbox of {@code ann}. */
    List<String> mailbox() throws IOException;

    /** What it has logged. */
    String log() throws IOException;

    @Override
    void close() throws IOException;
}
