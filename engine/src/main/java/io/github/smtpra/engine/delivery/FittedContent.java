package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.delivery.ContentSource.ContentUnreadableException;
import io.github.smtpra.protocol.client.OutgoingMail;
import io.github.smtpra.protocol.data.ContentForm;
import io.github.smtpra.protocol.mime.ConversionPlan;
import io.github.smtpra.protocol.mime.Survey;
import io.github.smtpra.protocol.mime.UnfitException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A mail whose content is converted while it is read, since the peer does not take it as it is (RFC 6152 §3; CLI-016).
 *
 * @param original as it lies in the outbox
 * @param plan what is done with it
 * @param outgoing with the size and the body that it has afterwards
 */
record FittedContent(MailContent original, ConversionPlan plan, OutgoingMail outgoing) implements MailContent {
    private static final int BLOCK = 64 * 1024;

    /**
     * Reads {@code mail} to find out how it can be given {@code form}, and once more for its size then.
     *
     * @throws UnfitException if it can not
     * @throws ContentUnreadableException if it can not be read
     */
    static FittedContent of(MailContent mail, OutgoingMail outgoing, ContentForm form)
            throws UnfitException, ContentUnreadableException {
        try {
            ConversionPlan plan = survey(mail, form);
            long size = size(new ConvertedStream(mail.open(), plan.begin()));
            return new FittedContent(
                    mail, plan, new OutgoingMail(outgoing.envelope().withBody(form.body()), size));
        } catch (IOException e) {
            throw new ContentUnreadableException(e);
        }
    }

    private static ConversionPlan survey(MailContent mail, ContentForm form) throws IOException, UnfitException {
        Survey survey = new Survey(form);
        byte[] block = new byte[BLOCK];
        try (InputStream in = mail.open()) {
            for (int count = in.read(block); count > 0; count = in.read(block)) {
                survey.take(ByteBuffer.wrap(block, 0, count));
            }
        }
        return survey.finish();
    }

    /** RFC 1870 §6 (CLI-015): not less than what is sent, which ends in CRLF even where base64 does not. */
    private static long size(InputStream converted) throws IOException {
        long size = 0;
        boolean lineIsOpen = false;
        byte[] block = new byte[BLOCK];
        try (converted) {
            for (int count = converted.read(block); count > 0; count = converted.read(block)) {
                size += count;
                lineIsOpen = block[count - 1] != '\n';
            }
        }
        return lineIsOpen ? size + 2 : size;
    }

    @Override
    public InputStream open() throws IOException {
        return new ConvertedStream(original.open(), plan.begin());
    }

    @Override
    public void finalDot(List<Integer> accepted) throws IOException {
        original.finalDot(accepted);
    }
}
