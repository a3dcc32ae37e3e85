package io.github.smtpra.outbox.content;

import java.io.InputStream;

/** Where the content of a mail is. */
public sealed interface MailContent {
    /** Contents of up to this many octets lie in the row, larger ones in a file. */
    int MAX_IN_ROW = 64 * 1024;

    /** In the row. Not a record: an array would spoil its equality. */
    final class InRow implements MailContent {
        private final byte[] octets;

        /** Takes {@code octets} over, without copying: nobody may change them. */
        public InRow(byte[] octets) {
            this.octets = octets;
        }

        /** The octets themselves, not to be changed. */
        public byte[] octets() {
            return octets;
        }
    }

    /** In a file that bears the mail's id. */
    record InFile() implements MailContent {}

    /**
     * Read from the store, piece by piece.
     *
     * @param stream for one reader
     */
    record Streamed(InputStream stream) implements MailContent {}
}
