package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.DeliverBy;
import io.github.smtpra.protocol.grammar.TransferParameters;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** DELIVERBY (RFC 2852): by when a mail is to be delivered. What becomes of it then, {@link MailTransaction} says. */
final class DeliverByExtension implements Extension {
    private final Duration least;

    /**
     * Serves the extension.
     *
     * @param least the shortest time that is taken with mode R; zero for any
     */
    DeliverByExtension(Duration least) {
        this.least = least;
    }

    /** RFC 2852 §3 (SRV-290). */
    @Override
    public Optional<String> keyword(Session session) {
        return Optional.of(least.isZero() ? "DELIVERBY" : "DELIVERBY " + least.toSeconds());
    }

    @Override
    public Map<String, ParameterRule<MailTransaction>> mailParameters() {
        return Map.of("BY", ValueRule.of((value, mail) -> deliverBy(TransferParameters.by(value), mail)));
    }

    /** RFC 2852 §4 (SRV-290): better refused at once than given back later. */
    private void deliverBy(DeliverBy deliverBy, MailTransaction mail) throws Refusal {
        if (deliverBy.mode() == DeliverBy.Mode.RETURN && deliverBy.time().compareTo(least) < 0) {
            throw new Refusal(Replies.DELIVER_BY_TOO_SOON);
        }
        mail.options(mail.options().withDeliverBy(deliverBy));
    }
}
