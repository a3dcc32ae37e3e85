package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.engine.delivery.DsnWriter.Failure;
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

/** Stages the reports that the end of an attempt calls for. Safe for use by many threads. */
final class Reports {
    private final Outbox outbox;
    private final DsnWriter writer;
    private final Clock clock;

    Reports(Outbox outbox, DsnWriter writer, Clock clock) {
        this.outbox = outbox;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * The reports for {@code mail}, staged: none if nothing failed, or nobody is to be told.
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
        Subject subject = new Subject(sender.get(), mail, failures, header(mail));
        // RFC 3461 §6.1, RFC 5321 §4.5.5: reports come from the null path.
        Envelope envelope = Envelope.from(ReversePath.NULL).withRecipients(List.of(new Recipient(subject.sender())));
        byte[] report = writer.write(subject, clock.instant());
        return List.of(outbox.stage(envelope, new ByteArrayInputStream(report)));
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
