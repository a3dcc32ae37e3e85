package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReturnContent;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.engine.delivery.DsnWriter.Subject;
import io.github.smtpra.engine.delivery.OriginalMessage.Extent;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RecipientOutcome;
import io.github.smtpra.outbox.StagedMail;
import io.github.smtpra.outbox.Terms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells senders by mail what has become of a mail of theirs, as far as they want to hear it (RFC 3461 §4.1; DSN-007,
 * DSN-012). Safe for use by many threads.
 */
public final class Reports {
    private final Outbox outbox;
    private final DsnWriter writer;
    private final Clock clock;
    private final Rules rules;

    /**
     * When there are reports.
     *
     * @param delay when mail that is still on its way is reported
     * @param limit how many a sender gets
     */
    record Rules(DelayNotice delay, ReportLimit limit) {
        static final int STANDARD_LIMIT = 1000;
    }

    /** Reports that come from {@code hostName} and are sent through {@code outbox}. */
    public Reports(Outbox outbox, String hostName, Clock clock) {
        this(outbox, hostName, clock, new Rules(DelayNotice.NEVER, new ReportLimit(Rules.STANDARD_LIMIT)));
    }

    Reports(Outbox outbox, String hostName, Clock clock, Rules rules) {
        this.rules = rules;
        this.outbox = outbox;
        this.writer = new DsnWriter(hostName);
        this.clock = clock;
    }

    /**
     * Reports on a mail that has just arrived; durable on return. Does nothing if nobody is to be told.
     *
     * @param id the mail
     * @param envelope its envelope
     * @param recipients what has become of it
     * @param content the mail
     * @throws IOException if the report is not in the queue
     */
    public void submit(MailId id, Envelope envelope, List<ReportedRecipient> recipients, InputStream content)
            throws IOException {
        Instant now = clock.instant();
        Optional<Instant> deliverBy = envelope.options().deliverBy().map(by -> by.deadline(now));
        outbox.submit(stage(new Reported(id, envelope, now, deliverBy), recipients, () -> content));
    }

    /**
     * The reports that the end of an attempt calls for, staged: none if nobody is to be told.
     *
     * @throws IOException if one can not be written or staged
     */
    List<StagedMail> stage(ClaimedMail mail, List<RecipientOutcome> outcomes) throws IOException {
        if (mail.terms().failures() == Terms.Failures.TO_APPLICATION) {
            // The reverse path is our own, and what stands behind it hears by the record of these outcomes.
            return List.of();
        }
        return stage(
                new Reported(
                        mail.id(), mail.envelope(), mail.sentAt(), mail.terms().deliverBy()),
                outcomes.stream().flatMap(one -> reported(mail, one)).toList(),
                () -> outbox.openContent(mail));
    }

    /** The mail that a report is about. */
    private record Reported(MailId id, Envelope envelope, Instant arrived, Optional<Instant> deliverBy) {}

    /** Opens its content. */
    private interface Content {
        InputStream open() throws IOException;
    }

    private List<StagedMail> stage(Reported mail, List<ReportedRecipient> recipients, Content content)
            throws IOException {
        List<ReportedRecipient> wanted =
                recipients.stream().filter(ReportedRecipient::isWanted).toList();
        Optional<Mailbox> sender = mail.envelope().reversePath().mailbox();
        // RFC 5321 §4.5.5, §6.1 (DSN-002, CLI-025): never a report on a mail from the null path, which may be a report
        // itself.
        if (wanted.isEmpty() || sender.isEmpty()) {
            return List.of();
        }
        if (!rules.limit().permits(sender.get(), clock.instant())) {
            return beyondLimit(sender.get(), wanted);
        }
        ReportForm form = ReportForm.of(mail.envelope());
        OriginalMessage original;
        try (InputStream in = content.open()) {
            original = OriginalMessage.read(in, extent(mail.envelope(), wanted), form);
        }
        Optional<String> envelopeId = mail.envelope().envelopeId();
        Subject subject = new Subject(
                sender.get(), mail.id(), mail.arrived(), mail.deliverBy(), envelopeId, wanted, original, form);
        return List.of(stage(subject, options(mail.envelope())));
    }

    /** A delay need not be told; what is told of a failure is told later. */
    private static List<StagedMail> beyondLimit(Mailbox sender, List<ReportedRecipient> wanted) throws IOException {
        if (wanted.stream().anyMatch(one -> one.action() == ReportAction.FAILED)) {
            throw new IOException(sender + " has had too many reports within an hour");
        }
        return List.of();
    }

    /** What a report asks for because the mail did. */
    private static TransferOptions options(Envelope envelope) {
        TransferOptions options = TransferOptions.NONE;
        // RFC 8689 §5 (SRV-293, CLI-066): what was not to be seen on the mail's way is not on the report's.
        if (envelope.options().isRequireTls()) {
            options = options.withRequireTls();
        }
        // RFC 6533 §6 (DSN-010): its address and its To field are in UTF-8; its parts may pass without.
        boolean utf8 = envelope.reversePath().mailbox().filter(Mailbox::isAscii).isEmpty();
        return utf8 ? options.withSmtpUtf8() : options;
    }

    private StagedMail stage(Subject subject, TransferOptions options) throws IOException {
        // RFC 3461 §6.1, RFC 5321 §4.5.5: reports come from the null path, and are never reported on.
        Recipient recipient = new Recipient(subject.sender()).withNotify(Notify.NEVER);
        Envelope envelope = Envelope.from(ReversePath.NULL)
                .withRecipients(List.of(recipient))
                .withOptions(options);
        return outbox.stage(envelope, new ByteArrayInputStream(writer.write(subject, clock.instant())));
    }

    /** RFC 3461 §4.3: all of it only with a failure, and if asked for; never with REQUIRETLS (RFC 8689 §5; SRV-293). */
    private static Extent extent(Envelope envelope, List<ReportedRecipient> recipients) {
        boolean whole =
                envelope.returnContent().filter(ReturnContent.FULL::equals).isPresent()
                        && !envelope.options().isRequireTls()
                        && recipients.stream().anyMatch(one -> one.action() == ReportAction.FAILED)
                        && recipients.stream().noneMatch(one -> isContentAtFault(one.diagnosis()));
        return whole ? Extent.WHOLE : Extent.HEADER;
    }

    /**
     * Whether the mail was too large (RFC 3463 §3.3 and §3.4, RFC 5321 §4.2.3) or its content could not pass (RFC 3463
     * §3.7): a report with all of it would take the same road to the same end, and nobody would be told.
     */
    private static boolean isContentAtFault(Diagnosis diagnosis) {
        EnhancedStatusCode status = diagnosis.status();
        return status.subject() == 6
                || status.subject() == 3 && status.detail() == 4
                || status.subject() == 2 && status.detail() == 3
                || diagnosis.remoteReply().startsWith("552");
    }

    private Stream<ReportedRecipient> reported(ClaimedMail mail, RecipientOutcome one) {
        if (one.outcome() instanceof Outcome.Failed failed) {
            return Stream.of(new ReportedRecipient(one.recipient(), ReportAction.FAILED, failed.diagnosis()));
        } else if (one.outcome() instanceof Outcome.Relayed relayed) {
            return Stream.of(new ReportedRecipient(one.recipient(), ReportAction.RELAYED, relayed.diagnosis()));
        }
        return delay(mail, one)
                .map(why -> new ReportedRecipient(
                        one.recipient(), ReportAction.DELAYED, why, Optional.of(willRetryUntil(mail))))
                .stream();
    }

    /** Why it is to be said that the mail is still on its way, if it is. */
    private Optional<Diagnosis> delay(ClaimedMail mail, RecipientOutcome one) {
        Optional<Diagnosis> late = LateNotice.of(mail, one, clock.instant());
        return late.or(() -> stillTried(one.outcome()).filter(why -> isDelayNoticeDue(mail, one.position())));
    }

    private static Optional<Diagnosis> stillTried(Outcome outcome) {
        if (outcome instanceof Outcome.Deferred deferred) {
            return Optional.of(deferred.diagnosis());
        }
        return outcome instanceof Outcome.Uncertain uncertain ? Optional.of(uncertain.diagnosis()) : Optional.empty();
    }

    /** RFC 3464 §2.3.9 (CLI-051). */
    private Instant willRetryUntil(ClaimedMail mail) {
        return mail.sentAt().plus(rules.delay().schedule().giveUpAfter());
    }

    private boolean isDelayNoticeDue(ClaimedMail mail, int position) {
        return mail.recipients().stream()
                .anyMatch(one -> one.position() == position && rules.delay().isDue(one));
    }
}
