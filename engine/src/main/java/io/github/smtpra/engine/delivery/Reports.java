package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.engine.delivery.DsnWriter.Subject;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RecipientOutcome;
import io.github.smtpra.outbox.StagedMail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells senders by mail that a mail of theirs does not reach its recipients. Safe for use by many threads. */
public final class Reports {
    private final Outbox outbox;
    private final DsnWriter writer;
    private final Clock clock;

    /** Reports that come from {@code hostName} and are sent through {@code outbox}. */
    public Reports(Outbox outbox, String hostName, Clock clock) {
        this.outbox = outbox;
        this.writer = new DsnWriter(hostName);
        this.clock = clock;
    }

    /**
     * Reports on a mail that has just arrived and that not everybody here has taken; durable on return.
     *
     * @param id the mail
     * @param sender its reverse path
     * @param failures for whom it was not taken, at least one
     * @param content the mail
     * @throws IOException if the report is not in the queue
     */
    public void submit(MailId id, Mailbox sender, List<Failure> failures, InputStream content) throws IOException {
        OriginalHeader header = OriginalHeader.read(content);
        StagedMail report = stage(new Subject(sender, id, clock.instant(), failures, header));
        outbox.submit(List.of(report));
    }

    /**
     * The reports that the end of an attempt calls for, staged: none if nothing failed, or nobody is to be told.
     *
     * @throws IOException if one can not be written or staged
     */
    List<StagedMail> stage(ClaimedMail mail, List<RecipientOutcome> outcomes) throws IOException {
        List<Failure> failures = outcomes.stream().flatMap(Reports::failure).toList();
        Optional<Mailbox> sender = mail.reversePath().mailbox();
        // RFC 5321 §4.5.5, §6.1: never a report on a mail from the null path, which may be a report itself.
        if (failures.isEmpty() || sender.isEmpty()) {
            return List.of();
        }
        return List.of(stage(new Subject(sender.get(), mail.id(), mail.sentAt(), failures, header(mail))));
    }

    private StagedMail stage(Subject subject) throws IOException {
        // RFC 3461 §6.1, RFC 5321 §4.5.5: reports come from the null path.
        Envelope envelope = Envelope.from(ReversePath.NULL).withRecipients(List.of(new Recipient(subject.sender())));
        return outbox.stage(envelope, new ByteArrayInputStream(writer.write(subject, clock.instant())));
    }

    private static Stream<Failure> failure(RecipientOutcome one) {
        return one.outcome() instanceof Outcome.Failed failed
                ? Stream.of(new Failure(one.recipient().mailbox(), failed.diagnosis()))
                : Stream.empty();
    }

    private OriginalHeader header(ClaimedMail mail) throws IOException {
        try (InputStream content = outbox.openContent(mail)) {
            return OriginalHeader.read(content);
        }
    }
}
