package io.github.smtpra.outbox;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** In an outbox that one server has for itself. */
class RecallTest extends RecallContract {
    @TempDir
    Path directory;

    @Override
    Outbox acquire() throws OutboxException {
        return Outboxes.acquire(directory, clock);
    }
}
