package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.DeliverBy;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.protocol.client.RecipientResult.Unsendable;
import io.github.smtpra.protocol.data.ContentForm;
import io.github.smtpra.protocol.data.ContentForm.Header;
import java.util.Optional;

/**
 * Whether a mail can go to a peer that offers what it does, and in which form: found out before the peer is asked. For one
 * mail transaction.
 *
 * @param mail what is to be sent
 * @param session with whom
 */
record Fitness(OutgoingMail mail, Session session) {
    /** Decides about those who can not get the mail from this peer. */
    void judge(Verdicts verdicts) {
        size().or(this::deliverBy).or(this::requireTls).or(this::senderAddress).ifPresent(verdicts::decideRest);
        verdicts.undecided().stream()
                .filter(place -> !isSpeakable(mail.recipients().get(place).mailbox()))
                .forEach(place -> verdicts.decide(place, notInAscii()));
    }

    private Optional<Unsendable> size() {
        long limit = session.extensions().sizeLimit();
        // RFC 1870 §6.1 (CLI-015): a client that knows the limit does not try.
        return mail.size() <= limit
                ? Optional.empty()
                : unsendable("5.3.4", "the mail has " + mail.size() + " octets, the peer takes " + limit);
    }

    /** RFC 2852 §4.1.4 (CLI-083): what must be given up in time goes only to who will give it up in time. */
    private Optional<Unsendable> deliverBy() {
        Optional<DeliverBy> wish = mail.envelope().options().deliverBy();
        if (wish.isEmpty() || wish.get().mode() != DeliverBy.Mode.RETURN) {
            return Optional.empty();
        }
        if (!session.extensions().deliverBy()) {
            return unsendable("5.4.7", "the peer does not offer DELIVERBY, and the mail is to be returned in time");
        }
        long least = session.extensions().leastDeliverBy();
        return wish.get().time().toSeconds() >= least
                ? Optional.empty()
                : unsendable("5.4.7", "the peer needs " + least + " seconds to deliver by, the mail has fewer left");
    }

    /** RFC 8689 §4.2.1 (CLI-066): verified, under TLS, and to one who promises to go on so. */
    private Optional<Unsendable> requireTls() {
        if (!mail.envelope().options().isRequireTls()) {
            return Optional.empty();
        }
        if (!session.isVerified()) {
            return unsendable("5.7.10", "the mail requires TLS with a peer whose name is verified");
        }
        return session.extensions().requireTls()
                ? Optional.empty()
                : unsendable("5.7.30", "the mail requires REQUIRETLS, which the peer does not offer");
    }

    private Optional<Unsendable> senderAddress() {
        return mail.envelope()
                .reversePath()
                .mailbox()
                .filter(sender -> !isSpeakable(sender))
                .map(sender -> notInAscii());
    }

    /** RFC 6531 §3.2 (CLI-018): a domain has an A-label to stand in for it; a local part has nothing. */
    private boolean isSpeakable(Mailbox mailbox) {
        return session.extensions().smtpUtf8() || mailbox.withAsciiDomain().isAscii();
    }

    private static Unsendable notInAscii() {
        return new Unsendable(
                EnhancedStatusCode.parse("5.6.7"),
                "an address is not in US-ASCII, and the peer does not offer SMTPUTF8 (RFC 6531 §3.5)");
    }

    private static Optional<Unsendable> unsendable(String status, String reason) {
        return Optional.of(new Unsendable(EnhancedStatusCode.parse(status), reason));
    }

    /** The form that the content must be given before it can go; empty if it can go as it is. */
    Optional<ContentForm> formNeeded() {
        ContentForm form = new ContentForm(bodyTaken(), headerTaken());
        boolean bodyFits = mail.body().compareTo(form.body()) <= 0;
        boolean headerFits = form.header() == Header.ANY || mail.body() == BodyType.SEVEN_BIT;
        return bodyFits && headerFits ? Optional.empty() : Optional.of(form);
    }

    /** RFC 3030 §3 (CLI-017), RFC 6152 §3 (CLI-016): the richest content that the peer takes. */
    private BodyType bodyTaken() {
        if (session.extensions().binaryMime()) {
            return BodyType.BINARY_MIME;
        }
        return session.extensions().eightBitMime() ? BodyType.EIGHT_BIT_MIME : BodyType.SEVEN_BIT;
    }

    /** RFC 6531 §3.2 (CLI-018): a header in UTF-8 goes only where SMTPUTF8 is offered. */
    private Header headerTaken() {
        boolean international = mail.envelope().options().isSmtpUtf8();
        if (international && !session.extensions().smtpUtf8()) {
            return Header.ASCII_OR_INTERNATIONAL;
        }
        return bodyTaken() == BodyType.SEVEN_BIT ? Header.ASCII : Header.ANY;
    }

    /** RFC 6531 §3.4 (CLI-018): whether the parameter is to be given; a mail in US-ASCII goes without. */
    boolean needsSmtpUtf8() {
        boolean international = mail.envelope().options().isSmtpUtf8() && mail.body() != BodyType.SEVEN_BIT;
        return session.extensions().smtpUtf8()
                && (international || mail.envelope().hasNonAsciiAddress());
    }
}
