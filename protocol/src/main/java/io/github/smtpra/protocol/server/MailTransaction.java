package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.DeliverBy;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.api.smtp.ReportOptions;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.api.smtp.TransferOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mail transaction in the making: who began it, and what MAIL and RCPT and their parameters said (RFC 5321 §3.3). */
final class MailTransaction {
    private final ReversePath reversePath;
    private final Beginning beginning;
    private Reply begunWith = Replies.SENDER_OK;
    private final List<Recipient> recipients = new ArrayList<>();
    private BodyType body = BodyType.SEVEN_BIT;
    private ReportOptions reports = ReportOptions.NONE;
    private TransferOptions options = TransferOptions.NONE;
    private long declaredSize;
    private @Nullable ContentPhase chunks;

    /**
     * How a transaction began.
     *
     * @param at when
     * @param session who began it
     * @param trust whether it is known who that is
     */
    record Beginning(Instant at, SessionFacts session, Trust trust) {}

    /** Whether it is known who the client is. */
    enum Trust {
        STRANGER,
        KNOWN
    }

    MailTransaction(ReversePath reversePath, Beginning beginning) {
        this.reversePath = reversePath;
        this.beginning = beginning;
    }

    boolean isFromStranger() {
        return beginning.trust() == Trust.STRANGER;
    }

    boolean isSecured() {
        return beginning.session().tls().isPresent();
    }

    /** The reply to MAIL. */
    Reply begunWith() {
        return begunWith;
    }

    void begunWith(Reply reply) {
        begunWith = reply;
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

    /** The content as far as it has come in chunks; begun by the first. */
    ContentPhase chunks(long maxSize) {
        if (chunks == null) {
            chunks = ContentPhase.ofChunks(body, maxSize);
        }
        return chunks;
    }

    /**
     * Why all of its content is refused now, whatever it is. RFC 2852 §4.1 (SRV-291): what is late goes nowhere with mode R,
     * and the client, who still has it, tells the sender.
     */
    Optional<Reply> refusal(Instant now) {
        boolean late = options.deliverBy()
                .filter(by -> by.mode() == DeliverBy.Mode.RETURN)
                .filter(by -> !now.isBefore(by.deadline(beginning.at())))
                .isPresent();
        return late ? Optional.of(Replies.DELIVER_BY_EXPIRED) : Optional.empty();
    }

    /** The mail as it is at {@code now}. */
    MailFacts facts(SessionFacts session, Instant now) {
        Envelope envelope = new Envelope(reversePath, recipients, body, reports, optionsAt(now));
        return new MailFacts(envelope, declaredSize, session);
    }

    /** RFC 2852 §4.1.4 (SRV-291): the time counts from MAIL; what is passed on is what is left of it. */
    private TransferOptions optionsAt(Instant now) {
        return options.deliverBy()
                .map(by -> by.remaining(Duration.between(beginning.at(), now)))
                .map(options::withDeliverBy)
                .orElse(options);
    }
}
