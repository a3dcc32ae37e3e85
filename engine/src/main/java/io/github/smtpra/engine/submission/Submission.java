package io.github.smtpra.engine.submission;

import io.github.smtpra.api.MailException;
import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.report.WantedReports;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.Sending;
import io.github.smtpra.outbox.StagedMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.util.Optional;

/**
 * The counter at which applications hand in their mail: makes envelope and header, refuses what could harm, and stages
 * the rest in the outbox. Nothing staged is sent yet. Safe for use by many threads; reads a message on the caller's.
 */
public final class Submission {
    /** As much of a finished message as is looked at for UTF-8 in its header. */
    private static final int HEAD = 64 * 1024;

    private final Outbox outbox;
    private final String hostName;
    private final Clock clock;
    private final SendOptions options;
    private final Optional<BounceAddress> bounces;

    /**
     * A counter before {@code outbox}.
     *
     * @param hostName our name, for Message-IDs
     * @param clock for Date and Message-ID
     */
    public Submission(Outbox outbox, String hostName, Clock clock) {
        this.outbox = outbox;
        this.hostName = hostName;
        this.clock = clock;
        this.options = SendOptions.NONE;
        this.bounces = Optional.empty();
    }

    private Submission(Submission before, SendOptions options, Optional<BounceAddress> bounces) {
        this.outbox = before.outbox;
        this.hostName = before.hostName;
        this.clock = before.clock;
        this.options = options;
        this.bounces = bounces;
    }

    /** This counter, for mails whose sender asks {@code others} of the outbox. */
    public Submission with(SendOptions others) {
        return new Submission(this, others, bounces);
    }

    /** This counter; mails whose sender wants reports leave with {@code address} as their reverse path, if there is one. */
    public Submission returningTo(Optional<BounceAddress> address) {
        return new Submission(this, options, address);
    }

    /**
     * Stages {@code message} with the envelope that its header names.
     *
     * @throws MailException if it can not be sent as it is, naming the header field, or not be stored
     */
    public StagedMail stage(MimeMessage message) throws MailException {
        RenderedMessage rendered = render(message);
        return stage(HeaderEnvelope.of(rendered.completeHeader()), rendered);
    }

    /**
     * Stages {@code message} with an envelope of the caller's.
     *
     * @throws MailException as {@link #stage(MimeMessage)}
     */
    public StagedMail stage(Envelope envelope, MimeMessage message) throws MailException {
        return stage(checked(envelope), render(message).from(envelope.reversePath()));
    }

    /**
     * Stages a finished message (SRV-135).
     *
     * @throws MailException if {@code envelope} has no recipient, {@code content} fails, or it can not be stored
     */
    public StagedMail stage(Envelope envelope, InputStream content) throws MailException {
        try {
            Envelope checked = checked(envelope);
            byte[] head = content.readNBytes(HEAD);
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), content);
            return outbox.stage(sending(checked, Utf8Header.isIn(head)), whole);
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    /** With a return path of ours where the sender wants reports, and has not said that nobody is to be told. */
    private Sending sending(Envelope envelope, boolean utf8Header) {
        boolean awaited = options.reports().orElse(WantedReports.NONE) != WantedReports.NONE
                && !envelope.reversePath().isNull();
        Sending sending = bounces.filter(address -> awaited)
                .map(address -> address.awaiting(envelope, options))
                .orElseGet(() -> new Sending(envelope, options));
        return sending.withEnvelope(asked(sending.envelope(), utf8Header));
    }

    /** RFC 6531 §3.4 (CLI-018): a mail with UTF-8 in an address or in its header asks for it. */
    private static Envelope asked(Envelope envelope, boolean utf8Header) {
        return utf8Header || envelope.hasNonAsciiAddress()
                ? envelope.withOptions(envelope.options().withSmtpUtf8())
                : envelope;
    }

    private static Envelope checked(Envelope envelope) throws MailException {
        if (envelope.recipients().isEmpty()) {
            throw new MailException("the envelope has no recipient");
        }
        return envelope;
    }

    private RenderedMessage render(MimeMessage message) throws MailException {
        try {
            return RenderedMessage.of(message, hostName, clock.instant());
        } catch (MessagingException e) {
            throw refusal(e);
        }
    }

    private StagedMail stage(Envelope envelope, RenderedMessage message) throws MailException {
        WrittenContent content = new WrittenContent(outbox, sending(envelope, message.isUtf8()));
        boolean written = false;
        try {
            message.writeTo(content);
            written = true;
            return content.stage();
        } catch (IOException | MessagingException e) {
            throw written ? refusal(e) : abandoned(content, e);
        } catch (RuntimeException | Error e) {
            // Content handlers are the application's code.
            abandoned(content, e);
            throw e;
        }
    }

    private static MailException abandoned(WrittenContent content, Throwable failure) {
        try {
            content.abandon();
            return refusal(failure);
        } catch (IOException outboxFailure) {
            // The writer only saw the pipe break; this is why.
            outboxFailure.addSuppressed(failure);
            return refusal(outboxFailure);
        }
    }

    private static MailException refusal(Throwable failure) {
        String what = failure instanceof OutboxException
                ? "the outbox can not take the mail: "
                : "the message can not be written: ";
        return new MailException(what + failure.getMessage(), failure);
    }
}
