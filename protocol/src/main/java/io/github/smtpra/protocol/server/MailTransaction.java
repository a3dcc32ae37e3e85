package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReportOptions;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.api.smtp.TransferOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mail transaction in the making: what MAIL and RCPT and their parameters said (RFC 5321 §3.3). */
final class MailTransaction {
    private final ReversePath reversePath;
    private final List<Recipient> recipients = new ArrayList<>();
    private BodyType body = BodyType.SEVEN_BIT;
    private ReportOptions reports = ReportOptions.NONE;
    private TransferOptions options = TransferOptions.NONE;
    private long declaredSize;
    private Answering answering = Answering.ONCE;
    private Optional<String> transactionId = Optional.empty();
    private @Nullable ContentPhase chunks;

    MailTransaction(ReversePath reversePath) {
        this.reversePath = reversePath;
    }

    ReversePath reversePath() {
        return reversePath;
    }

    int recipientCount() {
        return recipients.size();
    }

    void add(Recipient recipient) {
        recipients.add(recipient);
    }

    BodyType body() {
        return body;
    }

    void body(BodyType value) {
        body = value;
    }

    ReportOptions reports() {
        return reports;
    }

    void reports(ReportOptions value) {
        reports = value;
    }

    TransferOptions options() {
        return options;
    }

    void options(TransferOptions value) {
        options = value;
    }

    void declaredSize(long octets) {
        declaredSize = octets;
    }

    Answering answering() {
        return answering;
    }

    void answerForEach() {
        answering = Answering.FOR_EACH_RECIPIENT;
    }

    /** The value of TRANSID (RFC 1845 §2). */
    Optional<String> transactionId() {
        return transactionId;
    }

    void transactionId(String value) {
        transactionId = Optional.of(value);
    }

    /** The content as far as it has come in chunks; begun by the first. */
    ContentPhase chunks(long maxSize) {
        if (chunks == null) {
            chunks = ContentPhase.ofChunks(body, maxSize);
        }
        return chunks;
    }

    MailFacts facts(SessionFacts session) {
        return new MailFacts(
                new Envelope(reversePath, recipients, body, reports, options), declaredSize, session, answering);
    }
}
