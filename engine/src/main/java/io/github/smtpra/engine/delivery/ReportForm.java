package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.OriginalRecipient;

/** In which of its two forms a report is written (RFC 6533 §3 to §6; DSN-010). */
enum ReportForm {
    /** RFC 3464: all is US-ASCII; what is not, stands in the 7-bit form of the address type {@code utf-8}. */
    ASCII("us-ascii", "message/delivery-status", "message/rfc822", "text/rfc822-headers"),
    /** RFC 6533: on mail that was sent with {@code SMTPUTF8}, whose sender can read it. */
    UTF_8("utf-8", "message/global-delivery-status", "message/global", "message/global-headers");

    private final String charset;
    private final String statusType;
    private final String messageType;
    private final String headerType;

    ReportForm(String charset, String statusType, String messageType, String headerType) {
        this.charset = charset;
        this.statusType = statusType;
        this.messageType = messageType;
        this.headerType = headerType;
    }

    /** The form for reports on a mail with {@code envelope}. */
    static ReportForm of(Envelope envelope) {
        return envelope.options().isSmtpUtf8() || envelope.hasNonAsciiAddress() ? UTF_8 : ASCII;
    }

    /** Of the words for people. */
    String charset() {
        return charset;
    }

    /** Of the part for programs. */
    String statusType() {
        return statusType;
    }

    /** Of a mail that is given back. */
    String messageType() {
        return messageType;
    }

    /** Of its header alone. */
    String headerType() {
        return headerType;
    }

    /** {@code address-type ";" generic-address} (RFC 3464 §2.1.2). */
    String address(Mailbox mailbox) {
        return mailbox.isAscii() ? "rfc822; " + mailbox : address(OriginalRecipient.of(mailbox));
    }

    /** {@code address-type ";" generic-address} (RFC 3464 §2.1.2). */
    String address(OriginalRecipient original) {
        OriginalRecipient written = this == ASCII ? original.inAscii() : original;
        return written.addressType() + "; " + written.address();
    }
}
