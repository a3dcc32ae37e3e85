package io.github.smtpra.engine.listener;

import io.github.smtpra.protocol.server.Checkpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The content that a connection is receiving, if there is any. Used by the connection's thread alone. */
final class OpenContent {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");

    private final ListenerParts parts;
    private @Nullable ArrivingContent content;

    OpenContent(ListenerParts parts) {
        this.parts = parts;
    }

    void open() {
        drop();
        content = parts.contents().get();
    }

    void add(ByteBuffer octets) {
        if (content != null) {
            content.add(octets);
        }
    }

    /** What has been received of the mail. */
    ArrivingContent received() {
        if (content == null) {
            throw new IllegalStateException("content was never opened");
        }
        return content;
    }

    /** Goes on with the mail that was interrupted under this name (RFC 1845 §3; SRV-295). */
    Optional<Checkpoint> resume(InetAddress client, Checkpoint.Key key) {
        Optional<InterruptedMail> found = parts.interruptedMails().take(client, key);
        found.ifPresent(mail -> {
            drop();
            content = mail.content();
        });
        return found.map(InterruptedMail::checkpoint);
    }

    /** The connection is lost: content that the client can go on with is kept. */
    void keep(InetAddress client, Checkpoint interrupted) {
        if (content != null) {
            parts.interruptedMails().keep(client, new InterruptedMail(interrupted, content));
            content = null;
        }
    }

    void drop() {
        ArrivingContent dropped = content;
        content = null;
        if (dropped != null) {
            try {
                dropped.close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "SMTPRA004 A spool file could not be deleted", e);
            }
        }
    }
}
