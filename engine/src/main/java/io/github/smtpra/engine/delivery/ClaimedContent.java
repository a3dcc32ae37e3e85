package io.github.smtpra.engine.delivery;

import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.protocol.client.OutgoingMail;
import java.io.InputStream;
import java.util.List;

/**
 * A claimed mail in the words of the protocol.
 *
 * @param outbox where it lies
 * @param mail the mail
 */
record ClaimedContent(Outbox outbox, ClaimedMail mail) implements MailContent {
    @Override
    public OutgoingMail outgoing() {
        return new OutgoingMail(mail.envelope(), mail.size());
    }

    @Override
    public InputStream open() throws OutboxException {
        return outbox.openContent(mail);
    }

    @Override
    public void finalDot(List<Integer> accepted) throws OutboxException {
        outbox.finalDot(
                mail,
                accepted.stream()
                        .map(place -> mail.recipients().get(place).position())
                        .toList());
    }
}
