package io.github.smtpra.outbox.content;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.OutboxException;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes a content of any size: into memory, and from {@link MailContent#MAX_IN_ROW} on into a file, with the memory as
 * its buffer. For one thread.
 */
final class Spool implements ContentSink, AutoCloseable {
    private final ContentFiles files;
    private final MailId mail;
    private byte[] buffer = new byte[4096];
    private int buffered;
    private long size;
    private boolean eightBit;
    private ContentDisk.@Nullable Writing file;

    Spool(ContentFiles files, MailId mail) {
        this.files = files;
        this.mail = mail;
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws OutboxException {
        eightBit = eightBit || OctetScan.hasEighthBit(octets, offset, offset + length);
        if (length > MailContent.MAX_IN_ROW - buffered) {
            flush();
        }
        if (length > MailContent.MAX_IN_ROW) {
            append(octets, offset, length);
        } else {
            keep(octets, offset, length);
        }
        size += length;
    }

    private void keep(byte[] octets, int offset, int length) {
        if (length > buffer.length - buffered) {
            int needed = Math.max(buffered + length, 2 * buffer.length);
            buffer = Arrays.copyOf(buffer, Math.min(needed, MailContent.MAX_IN_ROW));
        }
        System.arraycopy(octets, offset, buffer, buffered, length);
        buffered += length;
    }

    private void flush() throws OutboxException {
        append(buffer, 0, buffered);
        buffered = 0;
    }

    private void append(byte[] octets, int offset, int length) throws OutboxException {
        try {
            if (file == null) {
                file = files.create(mail);
            }
            file.write(octets, offset, length);
        } catch (IOException e) {
            throw new OutboxException("The content of a mail can not be written: " + e, e);
        }
    }

    /** Ends the content. */
    MailContent finish() throws OutboxException {
        if (file == null) {
            return new MailContent.InRow(Arrays.copyOf(buffer, buffered));
        }
        flush();
        close();
        return new MailContent.InFile();
    }

    /** Octets taken. */
    long size() {
        return size;
    }

    /** Whether one of them was above 127. */
    boolean hasEighthBit() {
        return eightBit;
    }

    @Override
    public void close() throws OutboxException {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new OutboxException("The content of a mail can not be written: " + e, e);
        }
    }
}
