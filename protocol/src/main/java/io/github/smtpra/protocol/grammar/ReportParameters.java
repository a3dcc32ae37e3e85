package io.github.smtpra.protocol.grammar;

import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.OriginalRecipient;
import io.github.smtpra.api.smtp.ReportOptions;
import io.github.smtpra.api.smtp.ReturnContent;
import java.util.function.Supplier;

/** The values of the parameters that RFC 3461 §4 adds to MAIL and RCPT. */
public final class ReportParameters {
    private static final int MAX_ENVELOPE_ID = 100;
    private static final int MAX_ORIGINAL_RECIPIENT = 500;

    private ReportParameters() {}

    /** {@code ret-value = "FULL" / "HDRS"} (RFC 3461 §4.3; SRV-260, SRV-261), in any case. */
    public static ReturnContent ret(String value) throws SyntaxException {
        for (ReturnContent content : ReturnContent.values()) {
            if (content.name().equalsIgnoreCase(value)) {
                return content;
            }
        }
        throw new SyntaxException("RET is FULL or HDRS");
    }

    /**
     * {@code envid-parameter = "ENVID=" xtext} (RFC 3461 §4.4; SRV-260, SRV-261): what stands in {@code options} behind
     * it.
     */
    public static ReportOptions envid(String value, ReportOptions options) throws SyntaxException {
        checkLength("ENVID", value, MAX_ENVELOPE_ID);
        String decoded = Xtext.decode(value);
        return made(() -> options.withEnvelopeId(decoded));
    }

    /**
     * {@code notify-esmtp-value = "NEVER" / 1#notify-list-element};
     * {@code notify-list-element = "SUCCESS" / "FAILURE" / "DELAY"} (RFC 3461 §4.1; SRV-262, SRV-263).
     */
    public static Notify notifyValue(String value) throws SyntaxException {
        return made(() -> Notify.parse(value));
    }

    /**
     * {@code original-recipient-address = addr-type ";" xtext} (RFC 3461 §4.2); with the type {@code utf-8} also
     * characters outside US-ASCII, if the transaction has any (RFC 6533 §3; SRV-265).
     */
    public static OriginalRecipient orcpt(String value) throws SyntaxException {
        checkLength("ORCPT", value, MAX_ORIGINAL_RECIPIENT);
        int semicolon = value.indexOf(';');
        if (semicolon < 0) {
            throw new SyntaxException("ORCPT has no address type");
        }
        String addressType = value.substring(0, semicolon);
        String address = Xtext.decodeUtf8(value.substring(semicolon + 1));
        boolean coded = value.chars().allMatch(c -> c <= '~');
        return made(() -> coded ? ofOctets(addressType, address) : new OriginalRecipient(addressType, address));
    }

    /** Postfix writes the octets of an address in UTF-8 as xtext and says {@code rfc822}: it means {@code utf-8}. */
    private static OriginalRecipient ofOctets(String addressType, String address) {
        return address.chars().anyMatch(c -> c > '~') && addressType.equalsIgnoreCase("rfc822")
                ? new OriginalRecipient("utf-8", Utf8.decode(address))
                : new OriginalRecipient(addressType, address);
    }

    /** The inverse of {@link #orcpt}. */
    public static String orcpt(OriginalRecipient original) {
        return original.utf8Parameter()
                .orElseGet(() -> original.addressType() + ';' + Xtext.encode(original.address()));
    }

    private static void checkLength(String keyword, String value, int max) throws SyntaxException {
        if (value.length() > max) {
            throw new SyntaxException(keyword + " has more than " + max + " characters");
        }
    }

    /** RFC 3461 §4 leaves encoded controls to the receiver: the values of the API have none, and say so. */
    private static <T> T made(Supplier<T> value) throws SyntaxException {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new SyntaxException("Bad value of a parameter: " + e.getMessage());
        }
    }
}
